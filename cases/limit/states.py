"""Refusals about days that run out."""

from django.utils.translation import gettext_lazy as _

from cases.models import LegalLimit
from common.errors import DomainError


class LimitOver(DomainError):
    """What was done is recorded already."""

    code = "limit_over"
    sentence = _("What became of this day is recorded already. Enter a new one if there is another document.")


class CheckerIsTheFirst(DomainError):
    """Two pairs of eyes are two persons."""

    code = "checker_is_first"
    sentence = _("You entered this day yourself. A colleague must check it against the document.")


class LimitChecked(DomainError):
    """Two persons have read it."""

    code = "limit_checked"
    sentence = _("This day was checked already. If it is wrong, enter it anew from the document.")


class LimitBeforeService(DomainError):
    """The day lies before the document was served."""

    code = "limit_before_service"
    sentence = _("The last day cannot lie before the day of the document.")


def require_running(limit: LegalLimit) -> None:
    """Raise LimitOver once it is recorded what was done."""
    if not limit.is_running:
        raise LimitOver
