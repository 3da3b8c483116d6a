"""When a version of the table can be followed by another."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.jurisdiction.models import Scheme
from common.errors import DomainError


class SchemeReplaced(DomainError):
    """There is a newer version."""

    code = "scheme_replaced"
    sentence = _("A newer version of this entry is in force. Open that one, compare, then correct it.")


class CheckedInFuture(DomainError):
    """Nobody has checked anything tomorrow."""

    code = "checked_in_future"
    sentence = _("The day of the check has not come yet.")


class NewLawNotLater(DomainError):
    """A law that changed needs its day, after the one from which the entry holds."""

    code = "new_law_not_later"
    sentence = _(
        "If the law changed, give the day from which the new rule holds; it lies after the day from which this entry holds."
        " If the entry was wrong, say so instead."
    )


def require_counting(scheme: Scheme, counting: list[Scheme]) -> None:
    """Raise SchemeReplaced unless `scheme` is among the versions that count."""
    if scheme.pk not in {row.pk for row in counting}:
        raise SchemeReplaced


def require_past(day: date) -> None:
    """Raise CheckedInFuture for a day after today."""
    if day > timezone.localdate():
        raise CheckedInFuture


def require_later(scheme: Scheme, valid_from: date | None) -> None:
    """Raise NewLawNotLater unless `valid_from` is a day after the one from which `scheme` holds."""
    if valid_from is None or (scheme.valid_from is not None and valid_from <= scheme.valid_from):
        raise NewLawNotLater
