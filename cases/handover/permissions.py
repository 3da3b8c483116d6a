"""Who may offer a case, and who may answer."""

from accounts.choices import Relation, Role
from accounts.matrix import Act, may
from accounts.models import User
from cases.models import Case, CaseHandover
from cases.permissions import can


def can_offer_handover(user: User, case: Case, giver: User) -> bool:
    """Workers for their own assignment, coordinators for anybody's."""
    return can(user, Act.HANDOVER_OFFER, case) and (user.role == Role.COORDINATOR or user.pk == giver.pk)


def can_answer_handover(user: User, handover: CaseHandover) -> bool:
    """The one to whom it is offered, unless a block keeps the person away."""
    if handover.receiver_id != user.pk or not may(user, Act.HANDOVER_ANSWER, Relation.OFFERED):
        return False
    return CaseHandover.objects.offered_to(user).filter(pk=handover.pk).exists() or not handover.is_waiting


def can_withdraw_handover(user: User, handover: CaseHandover) -> bool:
    """Whoever could make the same offer."""
    return can_offer_handover(user, handover.case, handover.giver)
