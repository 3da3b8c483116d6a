"""States of a case and their refusals."""

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


def require_open(case: Case) -> None:
    """Raise CaseClosed unless work on the case goes on."""
    if case.is_closed:
        raise CaseClosed


def require_version(row: object, version: int | None) -> None:
    """Raise CaseChangedMeanwhile if the form was made from another version of the row. None: the caller has no version."""
    if version is not None and getattr(row, "version", version) != version:
        raise CaseChangedMeanwhile
