"""Refusals about offers of a case."""

from django.utils.translation import gettext_lazy as _

from cases.models import CaseHandover
from common.errors import DomainError


class HandoverAnswered(DomainError):
    """It is too late."""

    code = "handover_answered"
    sentence = _("This offer was answered or taken back already.")


class HandoverWaits(DomainError):
    """One offer at a time."""

    code = "handover_waits"
    sentence = _("This case is offered to somebody already. Take that offer back first.")


class NothingToHandOver(DomainError):
    """Who only stands in, or has left the case, has nothing to give."""

    code = "nothing_to_hand_over"
    sentence = _("This colleague is not assigned to the case in the own name, so there is nothing to hand over.")


class CannotTakeCase(DomainError):
    """The colleague's role or account does not allow it, or a block stands in the way."""

    code = "cannot_take_case"
    sentence = _("This case cannot go to this colleague. Choose somebody else who does the same work.")


def require_waiting(handover: CaseHandover) -> None:
    """Raise HandoverAnswered unless the offer still waits."""
    if not handover.is_waiting:
        raise HandoverAnswered
