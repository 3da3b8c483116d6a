"""Refusals about protection, notices of release, claims, and acts that were compelled."""

from django.utils.translation import gettext_lazy as _

from cases.legalrecord.models import LegalRecord
from common.errors import DomainError


class RecordOver(DomainError):
    """It is not watched any more."""

    code = "record_over"
    sentence = _("This was ended already. Record a new one if there is one.")


class PaidInFuture(DomainError):
    """The day lies ahead."""

    code = "paid_in_future"
    sentence = _("Only what has arrived is a payment. Choose today or an earlier day.")


class NothingPaid(DomainError):
    """No amount."""

    code = "nothing_paid"
    sentence = _("Write how much has arrived.")


class NoticeBefore(DomainError):
    """A notice was recorded and the call is still due."""

    code = "notice_before"
    sentence = _("A notice is recorded already, and the call is still to do.")


def require_watched(row: LegalRecord) -> None:
    """Raise RecordOver once it is ended."""
    if row.ended_at is not None:
        raise RecordOver
