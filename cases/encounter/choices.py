"""Codes of contacts: how, with whom, how it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EncounterKind(models.TextChoices):
    """How people spoke or met."""

    CALL = "call", _("Phone call")
    VISIT = "visit", _("Visit")
    OFFICE = "office", _("At our office")
    MESSAGE = "message", _("Message")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")
    VIDEO = "video", _("Video call")


class EncounterWith(models.TextChoices):
    """Who was on the other side."""

    PERSON = "person", _("The person")
    DEPENDANT = "dependant", _("A dependant")
    RELATIVE = "relative", _("Relative or friend")
    GUARDIAN = "guardian", _("Guardian")
    PROVIDER = "provider", _("Lawyer, doctor or other partner")
    AUTHORITY = "authority", _("Authority")
    OTHER = "other", _("Somebody else")


class EncounterOutcome(models.TextChoices):
    """How it went. Not being reached is a result, not a failure."""

    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    NOT_SAFE = "not_safe", _("Could not be reached safely")
    OTHER_ANSWERED = "other_answered", _("Somebody else answered")
    LATER = "later", _("Did not want to talk now")


# The person was there, whether she wanted to talk or not.
REACHED = frozenset({EncounterOutcome.REACHED.value, EncounterOutcome.LATER.value})
# The longest day there is.
MOST_MINUTES = 24 * 60
