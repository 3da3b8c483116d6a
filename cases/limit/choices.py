"""Codes of dates that run out. No lengths: national law decides, and the document says the day. Source: legal, section 3."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitKind(models.TextChoices):
    """What can be done up to that day."""

    APPEAL = "appeal", _("Appeal")
    REVIEW = "review", _("Review of a decision not to go on")
    CIVIL_PARTY = "civil_party", _("Joining as a civil party")
    COMPENSATION = "compensation", _("Compensation from the State")
    WAGES = "wages", _("Claim for wages")
    OBJECTION = "objection", _("Objection to a fine or payment order")
    OFFENCE = "offence", _("Limitation of the offence")
    EVIDENCE = "evidence", _("Keeping of evidence")
    OTHER = "other", _("Other")


class LimitOutcome(models.TextChoices):
    """What became of it."""

    FILED = "filed", _("It was done in time")
    UNWANTED = "unwanted", _("The person does not want it")
    EXTENDED = "extended", _("A new document sets another day")
    HANDED_OVER = "handed_over", _("Somebody else watches the day from now on")
    MISSED = "missed", _("The day has passed")
    MISTAKE = "mistake", _("It was entered by mistake")
