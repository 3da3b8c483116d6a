"""Linking cases of one situation, and beginning another one beside them. No word of one case goes into another."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.intake.actions import keep_intake
from cases.intake.choices import KIND as INTAKE
from cases.intake.choices import Step
from cases.models import Case, Situation, SituationLink
from cases.permissions import can
from cases.sheets import locked_case
from cases.situation.choices import SituationKind
from cases.situation.permissions import can_put_back
from cases.situation.queries import circumstances_of
from cases.situation.states import LinkedAlready, LinkedToItself, LinkEnded, TooLateToPutBack
from common.access import require
from common.models import Draft
from common.pid import new_pid
from encryption.classes import FieldClass


@atomic
def link_situation(
    *, actor: User, case: Case, other: Case, kind: str = "", situation: Situation | None = None
) -> SituationLink:
    """`other` belongs to a situation of `case` from now on: to `situation`, or to a new one of `kind`.

    The actor may open both; `case` is open, `other` may be closed. Refused: the case itself (LinkedToItself), what is
    linked so already (LinkedAlready).
    """
    _lock_in_order(case, other)
    case = locked_case(actor, case, Act.SITUATION_LINK)
    if other.pk == case.pk:
        raise LinkedToItself
    require(can(actor, Act.SITUATION_LINK, other))
    if situation is None:
        _refuse_second(case, other, kind)
        situation = _new_situation(actor, case, kind)
    else:
        situation = _own_situation(actor, case, situation)
        if _links(other).filter(situation=situation).exists():
            raise LinkedAlready
    link = SituationLink.objects.create(situation=situation, case=other, linked_by=actor)
    record(actor, Tag.SITUATION_LINK, link, case_id=case.pk)
    record(actor, Tag.SITUATION_LINK, link, case_id=other.pk)
    return link


@atomic
def unlink_situation(*, actor: User, link: SituationLink) -> None:
    """The case stands alone again; the others of the situation stay linked. It can be linked anew by its number."""
    link = SituationLink.objects.select_for_update().get(pk=link.pk)
    case = locked_case(actor, link.case, Act.SITUATION_LINK)  # type: ignore[arg-type]
    if link.ended_at is not None:
        raise LinkEnded
    link.ended_at, link.ended_by = timezone.now(), actor
    link.save(update_fields=["ended_at", "ended_by", "updated_at"])
    record(actor, Tag.SITUATION_UNLINK, link, changed=["ended_at"], case_id=case.pk)


@atomic
def restore_situation(*, actor: User, link: SituationLink) -> None:
    """Undo: the case belongs to the situation as before. For whoever took it out, within a minute (TooLateToPutBack).

    The actor may know another case of it still. Refused: the same was linked anew meanwhile (LinkedAlready).
    """
    link = SituationLink.objects.select_related("situation", "case").get(pk=link.pk)
    rest = SituationLink.objects.in_force().filter(situation=link.situation).exclude(case=link.case)
    _lock_in_order(link.case, *(one.case for one in rest.filter(case__isnull=False).select_related("case")))
    case = locked_case(actor, link.case, Act.SITUATION_LINK)  # type: ignore[arg-type]
    link = SituationLink.objects.select_for_update().get(pk=link.pk)
    if not can_put_back(actor, link):
        raise TooLateToPutBack
    others = Case.objects.visible_to(actor).filter(pk__in=rest.values("case"))
    require(others.exists())
    for other in others:
        _refuse_second(case, other, link.situation.kind)
    link.ended_at = link.ended_by = None
    link.save(update_fields=["ended_at", "ended_by", "updated_at"])
    record(actor, Tag.SITUATION_LINK, link, changed=["ended_at"], case_id=case.pk)


@atomic
def begin_situation(*, actor: User, case: Case, kind: str = "", situation: Situation | None = None) -> str:
    """A new intake beside `case`; its public id. It takes over how the person came to us, the day of a raid, and where.

    Circumstances only (`circumstances_of`): whatever somebody said of herself stays in the case it was said for. The new
    case is linked in the moment it is saved.
    """
    case = locked_case(actor, case, Act.SITUATION_LINK)
    situation = _new_situation(actor, case, kind) if situation is None else _own_situation(actor, case, situation)
    admit_cases(actor, [case], relation_of_visible(actor), {FieldClass.PROFILE})
    key = new_pid()
    keep_intake(actor=actor, key=key, content=_circumstances(case, situation), is_new=True)
    link = SituationLink.objects.create(situation=situation, awaited_pid=key, linked_by=actor)
    record(actor, Tag.SITUATION_LINK, link, case_id=case.pk)
    return key


@atomic
def join_situation(*, actor: User, key: str, case: Case | None) -> None:
    """The intake `key` became `case`: its link counts. None: it was discarded, and the link ends."""
    rows = SituationLink.objects.select_for_update().in_force()
    for link in rows.filter(awaited_pid=key, linked_by=actor, situation__organisation_id=actor.organisation_id):
        if case is None:
            link.ended_at, link.ended_by = timezone.now(), actor
            link.save(update_fields=["ended_at", "ended_by", "updated_at"])
        else:
            link.case, link.awaited_pid = case, ""
            link.save(update_fields=["case", "awaited_pid", "updated_at"])
            record(actor, Tag.SITUATION_LINK, link, case_id=case.pk)


@atomic
def end_lost_links() -> int:
    """End the links that wait for an intake which is gone: it expired, or went with nobody telling. How many.

    An intake and its link begin and end in one transaction, so one that is being saved at this moment is seen whole.
    """
    kept = Draft.objects.filter(kind=INTAKE, key=OuterRef("awaited_pid"), owner_id=OuterRef("linked_by"))
    waiting = SituationLink.objects.in_force().filter(case__isnull=True)
    now = timezone.now()
    count: int = waiting.exclude(Exists(kept)).update(ended_at=now, updated_at=now)
    if count:
        record(None, Tag.SITUATION_UNLINK, count=count)
    return count


def _links(case: Case) -> Any:
    return SituationLink.objects.in_force().filter(case=case)


def _lock_in_order(*cases: Case | None) -> None:
    """Hold the cases, always in one order: two who link the same two at once wait for each other, and neither hangs."""
    keys = [case.pk for case in cases if case is not None]
    list(Case.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _refuse_second(case: Case, other: Case, kind: str) -> None:
    """Two situations of one kind between the same two cases would be the same one said twice."""
    if _links(other).filter(situation__kind=kind, situation__in=_links(case).values("situation")).exists():
        raise LinkedAlready


def _new_situation(actor: User, case: Case, kind: str) -> Situation:
    situation = Situation.objects.create(
        organisation_id=case.organisation_id, kind=SituationKind(kind), created_by=actor
    )
    SituationLink.objects.create(situation=situation, case=case, linked_by=actor)
    return situation


def _own_situation(actor: User, case: Case, situation: Situation) -> Situation:
    """The situation, if the case belongs to it still and the actor may know another case of it."""
    shown = SituationLink.objects.visible_to(actor).in_force().filter(situation=situation)
    require(_links(case).filter(situation=situation).exists() and shown.exclude(case=case).exists())
    return situation


def _circumstances(case: Case, situation: Situation) -> dict[str, Any]:
    """As the steps of an intake would have been typed."""
    content: dict[str, Any] = {str(Step.MET.value): {}}
    for one in circumstances_of(case):
        if situation.kind in one.kinds:
            content.setdefault(str(one.step.value), {}).update(one.typed)
    return content
