"""States of a case and their refusals."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from common.errors import DomainError


class CaseClosed(DomainError):
    """The case is closed."""

    code = "case_closed"
    sentence = _("This case is closed. Reopen it first, then write.")


class CaseNotClosed(DomainError):
    """The case is open."""

    code = "case_not_closed"
    sentence = _("This case is open already.")


class CaseChangedMeanwhile(DomainError):
    """Somebody saved first."""

    code = "changed_meanwhile"
    sentence = _("A colleague changed this while you were writing. Your text is kept. Compare, then save again.")


class LastDayAhead(DomainError):
    """A case was to be closed on a day that has not come: until then work goes on, and what is due is watched."""

    code = "last_day_ahead"
    sentence = _("This day is still ahead. A case is closed when the work has ended.")


class LastDayTooEarly(DomainError):
    """A case was to be closed on a day before it was opened."""

    code = "last_day_too_early"
    sentence = _("The last day cannot be before the day the case was opened.")


def require_open(case: Case) -> None:
    """Raise CaseClosed unless work on the case goes on."""
    if case.is_closed:
        raise CaseClosed


def require_version(row: object, version: int | None) -> None:
    """Raise CaseChangedMeanwhile if the form was made from another version of the row. None: the caller has no version."""
    if version is not None and getattr(row, "version", version) != version:
        raise CaseChangedMeanwhile


def require_last_day(case: Case, closed_on: date) -> None:
    """Raise LastDayTooEarly or LastDayAhead for a day on which the case cannot have been closed."""
    if closed_on < case.opened_on:
        raise LastDayTooEarly
    if closed_on > timezone.localdate():
        raise LastDayAhead
