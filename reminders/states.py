"""States of a due thing and their refusals."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from reminders.choices import DueState
from reminders.models import DueThing
from reminders.registry import ends_by_record


class DueNotOpen(DomainError):
    """It was done or dropped before."""

    code = "due_not_open"
    sentence = _("This was ticked off already. Take that back first, if it is still to do.")


class EndsByRecord(DomainError):
    """A tick would silence the alarms of a day that still runs."""

    code = "ends_by_record"
    sentence = _("A tick does not end this. Open it and write down what was done.")


class DueAgainAlready(DomainError):
    """The same has become due anew."""

    code = "due_again_already"
    sentence = _("The same is due again already. You find it on Today.")


class SnoozeNotAhead(DomainError):
    """Waiting ends on a day to come."""

    code = "snooze_not_ahead"
    sentence = _("Choose a day from tomorrow on.")


class SnoozeTooLong(DomainError):
    """Nothing may sleep for ever."""

    code = "snooze_too_long"
    sentence = _("A thing can be put off by three months at most.")


class CannotTakeOver(DomainError):
    """The colleague cannot answer for it."""

    code = "cannot_take_over"
    sentence = _("This colleague cannot take it over. Choose somebody who works on this case.")


class DayHasPassed(DomainError):
    """Nothing new is due on a day that has passed."""

    code = "day_has_passed"
    sentence = _("This day has passed. Choose today or a later day.")


def require_open(due: DueThing) -> None:
    """Raise DueNotOpen unless it is still to do."""
    if due.state != DueState.OPEN:
        raise DueNotOpen


def require_tickable(due: DueThing) -> None:
    """Raise EndsByRecord if only what is recorded where it is ends it."""
    if ends_by_record(due):
        raise EndsByRecord
