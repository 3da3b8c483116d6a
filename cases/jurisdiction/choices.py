"""Codes of the table of stays and periods, spelt as in its file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeType(models.TextChoices):
    """What kind of stay it is."""

    REFLECTION_PERIOD = "reflection_period", _("Reflection period")
    PERMIT = "permit", _("Permit")
    VISA = "visa", _("Visa")
    LONG_TERM = "long_term", _("Long-term stay")


class LengthUnit(models.TextChoices):
    """In what a length is counted. A month is a month of the calendar, never 30 days."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class LengthKind(models.TextChoices):
    """What the length says. Only the letter tells the true end of a minimum or a maximum."""

    FIXED = "fixed", _("Exactly this long")
    MINIMUM = "minimum", _("At least this long")
    MAXIMUM = "maximum", _("At most this long")
    INITIAL = "initial", _("This long at first")
    SET_BY_AUTHORITY = "set_by_authority", _("The authority sets it")
    SET_NATIONALLY = "set_nationally", _("National law sets it")
    SET_BY_COUNCIL = "set_by_inter_agency_council", _("An inter-agency council sets it")
    PROCEEDINGS = "duration_of_investigation_or_trial", _("As long as the investigation or trial")
    UNLIMITED = "unlimited", _("Without an end")
    NONE = "none", _("There is no such period")


# Kinds that say a number; the others never do.
COUNTED = (LengthKind.FIXED, LengthKind.MINIMUM, LengthKind.MAXIMUM, LengthKind.INITIAL)


class Confidence(models.TextChoices):
    """How sure the entry is. High: the official text or page was read; low: unconfirmed, or sources differ."""

    HIGH = "high", _("Official text")
    MEDIUM = "medium", _("Second-hand")
    LOW = "low", _("Not confirmed")


class Cooperation(models.TextChoices):
    """Whether the stay asks the person to work with the authorities. Services never do."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    DEPENDS = "depends", _("Depends")


class ExpulsionBar(models.TextChoices):
    """Whether removal is barred while it runs."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Correction(models.TextChoices):
    """Why an entry gets a new version."""

    MISTAKE = "mistake", _("The entry was wrong")
    NEW_LAW = "new_law", _("The law changed")
