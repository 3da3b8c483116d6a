"""Refusals about the stay."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import StatusDate
from common.errors import DomainError


class NotFromHere(DomainError):
    """This cannot follow on the present status."""

    code = "not_from_here"
    sentence = _("This does not follow on the present status. See where it stands; a colleague may have been first.")


class DayAhead(DomainError):
    """It has not happened yet."""

    code = "day_ahead"
    sentence = _("This day lies ahead. Write down what has happened, and watch a day that comes.")


class EndBeforeStart(DomainError):
    """The last day lies before the first."""

    code = "end_before_start"
    sentence = _("The last day lies before the first. Look at both days in the letter.")


class EndNeeded(DomainError):
    """Nobody said until when, and no rule proposes a day."""

    code = "end_needed"
    sentence = _("Type the last day from the letter, or choose the rule that proposes one.")


class StatusNeeded(DomainError):
    """The status is missing."""

    code = "status_needed"
    sentence = _("Choose the status.")


class ReasonNeeded(DomainError):
    """Another day, or an end, needs a reason."""

    code = "reason_needed"
    sentence = _("Say in a few words why. It stays beside the day.")


class ToldNeeded(DomainError):
    """Of an incident it is kept who was told, and when."""

    code = "told_needed"
    sentence = _("Choose who was told, and the day; or that nobody was yet.")


class DateEnded(DomainError):
    """This day is not watched any more."""

    code = "date_ended"
    sentence = _("This day is not watched any more. See the days that are.")


class NothingToExtend(DomainError):
    """The day has no rule, or the rule says no extension."""

    code = "nothing_to_extend"
    sentence = _("The rule says no extension in numbers. Type the last day from the letter.")


class WindowClosesFirst(DomainError):
    """A renewal could be asked for until a day before it can be asked for at all."""

    code = "window_closes_first"
    sentence = _(
        "The renewal would have to be asked for before it can be. Look at both days in the letter, and say what was done "
        "about a day of an earlier permit."
    )


class DateCheckerIsTheFirst(DomainError):
    """Two pairs of eyes are two persons."""

    code = "checker_is_first"
    sentence = _("You entered this day yourself. A colleague must check it against the document.")


class DateChecked(DomainError):
    """Two persons have read it."""

    code = "date_checked"
    sentence = _("This day was checked already. If it is wrong, enter it anew from the document.")


def require_unchecked(row: StatusDate, actor: User) -> None:
    """Raise unless `actor` may be the second who reads a running day: DateEnded, DateChecked, DateCheckerIsTheFirst."""
    if row.ended_at is not None:
        raise DateEnded
    if row.checked_by_id is not None:
        raise DateChecked
    if row.recorded_by_id == actor.pk:
        raise DateCheckerIsTheFirst
