"""Writing down services given."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.models import Case, Dependant, NeedSheet, ServiceGiven
from cases.need.actions import edit_needs
from cases.need.choices import NeedState
from cases.note.actions import field_for
from cases.service.choices import ABOUT_HEALTH, Provider, ServiceType, need_of
from cases.sheets import locked_case, may_write
from common.access import require
from common.errors import DomainError
from common.shown import show


class ServiceInFuture(DomainError):
    """The day lies ahead."""

    code = "service_in_future"
    sentence = _("A service given has happened already. Choose today or an earlier day, or write a task.")


class ServiceWithdrawn(DomainError):
    """It was struck out already."""

    code = "service_withdrawn"
    sentence = _("This service was struck out already. It does not count any more.")


def facts_field(kind: str) -> str:
    """Where a type is held: about health in `health_facts`, everything else in `facts`."""
    return "health_facts" if kind in ABOUT_HEALTH else "facts"


@atomic
def create_service(
    *,
    actor: User,
    case: Case,
    kind: ServiceType,
    units: Decimal = Decimal(1),
    given_on: date | None = None,
    provider: Provider = Provider.OWN,
    dependant: Dependant | None = None,
    is_met: bool = False,
    remark: str = "",
) -> ServiceGiven:
    """Write down a service; `is_met` says that the need it answers is met now.

    `units` are those of the type. Refused: a day ahead (ServiceInFuture). A type whose class the actor may not write, and
    a dependant of another case, are NotAllowed.
    """
    case = locked_case(actor, case, Act.SERVICE_CREATE)
    day = given_on or timezone.localdate()
    if day > timezone.localdate():
        raise ServiceInFuture
    require(dependant is None or dependant.case_id == case.pk)
    row = ServiceGiven.of(case, recorded_by=actor, given_on=day)
    name = facts_field(kind)
    words = "health_remark" if field_for(actor) == "health_text" else "remark"
    require(may_write(row, name) and (not remark.strip() or may_write(row, words)))
    facts = {"type": ServiceType(kind).value, "units": _plain(units), "provider": Provider(provider).value}
    if dependant is not None:
        facts["for"] = dependant.pid
    need = need_of(kind) if is_met and dependant is None else ""
    if need and _meet(actor, case, need):
        facts["met"] = need
    setattr(row, name, facts)
    changed = [name]
    if remark.strip():
        setattr(row, words, remark)
        changed.append(words)
    row.save(force_insert=True)
    record(actor, Tag.SERVICE_CREATE, row, case_id=case.pk, changed=changed)
    return row


def _plain(units: Decimal) -> str:
    """Without zeros that nobody typed: 1, 1.5."""
    return format(units.normalize(), "f")


def _meet(actor: User, case: Case, need: str) -> bool:
    """Mark the need as met if the person named it and the actor may write needs; whether she has it at all."""
    sheet = NeedSheet.objects.filter(case=case).first()
    if sheet is None or not may_write(sheet, "needs"):
        return False
    held = show(sheet.needs)
    named = list(held.value) if held else []
    if not any(line.get("type") == need for line in named):
        return False
    met = [line | {"state": NeedState.MET.value} if line.get("type") == need else line for line in named]
    if met != named:
        edit_needs(actor=actor, case=case, changes={"needs": met})
    return True


@atomic
def withdraw_service(*, actor: User, service: ServiceGiven) -> None:
    """Strike out a service entered by mistake: it counts no more, and stays readable."""
    case = locked_case(actor, service.case, Act.SERVICE_CREATE)
    row = ServiceGiven.objects.select_for_update().get(pk=service.pk, case=case)
    require(may_write(row, "facts" if not row.facts.is_null else "health_facts"))
    if row.withdrawn_at is not None:
        raise ServiceWithdrawn
    row.withdrawn_at, row.withdrawn_by = timezone.now(), actor
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "updated_at"])
    record(actor, Tag.SERVICE_WITHDRAW, row, case_id=case.pk, changed=["withdrawn_at"])
