"""What the weekly digest looks for."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Finding(models.TextChoices):
    """A pattern that somebody should look at. None of them proves anything."""

    MANY_CASES = "many_cases", _("Many cases in an hour")
    MANY_IN_WEEK = "many_in_week", _("Far more cases than usual")
    OTHER_TEAM = "other_team", _("Cases of another team, without an assignment")
    AT_NIGHT = "at_night", _("Cases opened at night")
    MANY_REVEALS = "many_reveals", _("More locks opened than usual")
    READ_ONLY = "read_only", _("Reads one case again and again, writes nothing")
    REFUSED_ROW = "refused_row", _("Refused tries in a row")
    AFTER_BLOCK = "after_block", _("Tried to open a case soon after being kept from it")
    EMERGENCY = "emergency", _("Emergency opening that nobody judged")
    FORMER_STAFF = "former_staff", _("Something done by a closed account")


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a line is written. Defaults, found on an invented month; an organisation may change them.

    Hours are local: the night begins at `night_from` and ends before `night_until`. `times_usual`: how many times the own
    usual number of a week, or that of colleagues in the same role.
    """

    cases_in_an_hour: int = 25
    cases_of_another_team: int = 3
    openings_at_night: int = 3
    nights_that_are_usual: int = 2
    night_from: int = 22
    night_until: int = 6
    fewest_reveals: int = 15
    fewest_cases_in_a_week: int = 30
    hours_after_a_block: int = 48
    times_usual: int = 3
    hours_of_reading: int = 8
    refused_in_a_row: int = 5
    minutes_between_tries: int = 10


LIMITS = Limits()
WEEKS_BEFORE = 4
