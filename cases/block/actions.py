"""Keeping a colleague away from a case."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.assignment.actions import keep_with, pass_on_dues
from cases.models import Case, CaseGrant, ConflictBlock
from cases.permissions import can
from common.access import require
from common.errors import DomainError


class AlreadyBlocked(DomainError):
    """The colleague is kept away already."""

    code = "already_blocked"
    sentence = _("This colleague is kept away from the case already.")


class CannotBlockSelf(DomainError):
    """Nobody locks the door from outside."""

    code = "cannot_block_self"
    sentence = _("You cannot keep yourself away from a case. Ask another coordinator.")


class BlockLifted(DomainError):
    """The block is over."""

    code = "block_lifted"
    sentence = _("This was lifted already.")


@atomic
def set_block(*, actor: User, case: Case, user: User, reason: str = "") -> ConflictBlock:
    """From now on `user` cannot tell that the case exists, whatever the role and whoever assigned it.

    What was due for `user` goes to whoever works on the case besides; if nobody does, `actor` has the case until it is
    assigned anew, so that keeping somebody away never has to wait.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.BLOCK_SET, case))
    require(user.organisation_id == case.organisation_id)
    if user.pk == actor.pk:
        raise CannotBlockSelf
    if ConflictBlock.objects.in_force().filter(case=case, user=user).exists():
        raise AlreadyBlocked
    block = ConflictBlock.of(case, user=user, set_by=actor, reason=reason or None)
    block.save(force_insert=True)
    if not case.is_closed and CaseGrant.objects.in_force().filter(content_object=case, user=user).exists():
        keep_with(actor=actor, case=case, user=actor, after=user)
    # Coordinators and stand-ins have things to do without an own assignment, and closed cases may have some too.
    pass_on_dues(actor=actor, case_id=case.pk, user=user)
    record(actor, Tag.BLOCK_CREATE, block, case_id=case.pk, changed=["user"])
    return block


@atomic
def lift_block(*, actor: User, block: ConflictBlock) -> None:
    """The colleague sees the case again as far as role and assignment allow."""
    case = Case.objects.select_for_update().get(pk=block.case_id)
    block = ConflictBlock.objects.select_for_update().get(pk=block.pk)
    require(can(actor, Act.BLOCK_SET, case))
    if block.lifted_at is not None:
        raise BlockLifted
    block.lifted_at, block.lifted_by = timezone.now(), actor
    block.save(update_fields=["lifted_at", "lifted_by", "updated_at"])
    record(actor, Tag.BLOCK_END, block, case_id=case.pk, changed=["lifted_at"])
