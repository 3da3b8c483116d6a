"""Kinds of consent and answers. Source: data protection, section 3."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """Each is asked apart; nothing is ticked beforehand."""

    SERVICE = "service", _("Accept help")
    RECORD = "record", _("Keep this record")
    CONTACT = "contact", _("Be contacted")
    SHARE = "share", _("Share with one organisation")
    AUTHORITY = "authority", _("Tell an authority")
    INTERPRETER = "interpreter", _("Use this interpreter")
    HEALTH_SHARING = "health_sharing", _("Share health information")
    FOLLOW_UP = "follow_up", _("Be followed up")
    STATISTICS = "statistics", _("Be counted in anonymous totals")
    RESEARCH = "research", _("Research or evaluation")
    MEDIA = "media", _("Photo, voice or story")
    CONFERENCE = "conference", _("Case conference")
    TRANSFER = "transfer", _("Transfer or return")
    RECORDING = "recording", _("Recording of a talk")


class ConsentAnswer(models.TextChoices):
    """`cannot_be_asked` is for a person without interpreter, unwell, or a child without guardian; due again in 72 hours."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    LATER = "later", _("Asked to decide later")
    CANNOT_BE_ASKED = "cannot_be_asked", _("Cannot be asked yet")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LegalBasis(models.TextChoices):
    """Why a record may be kept. Decided by the organisation's lawyer, not by this program."""

    CONSENT = "consent", _("Consent")
    VITAL = "vital", _("Vital interests")
    LEGAL_DUTY = "legal_duty", _("Legal duty")
    CONTRACT = "contract", _("Agreement on help")
    LEGITIMATE = "legitimate", _("Legitimate interests")
