"""A second person checks the limit of an appeal against its document. For the pages and the API."""

from datetime import date

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import StatusDate
from cases.residence.choices import Basis, DateKind
from cases.residence.queries import iso
from cases.residence.states import EndBeforeStart, require_unchecked
from cases.residence.watching import ask_a_third, settle_check
from cases.sheets import locked_case, may_write
from common.access import require
from common.shown import show
from reminders.actions import move_due
from reminders.states import require_reachable


@atomic
def check_date(*, actor: User, row: StatusDate, on: date, version: int | None = None) -> bool:
    """A second person, who may open the case, read the limit of an appeal in the document. Whether both read the same.

    Of two days the earlier is watched from now on; both stay readable, and a third person is asked to read.
    NotAllowed where the day is no limit of an appeal.
    Refused: whoever typed it (DateCheckerIsTheFirst), checked already (DateChecked), not watched any more (DateEnded), a
    day before the decision (EndBeforeStart), a year that nobody means (DayOutOfReach).
    """
    case = locked_case(actor, row.case, Act.RESIDENCE_RECORD)
    row = StatusDate.objects.select_for_update(of=("self",)).select_related("due__owner").get(pk=row.pk, case=case)
    require(may_write(row, "facts"))
    require_version(row, version)
    held = show(row.facts)
    require(bool(held) and held.value["what"] == DateKind.APPEAL_LIMIT)
    require_unchecked(row, actor)
    require_reachable(on)
    start_on = iso(held.value.get("start_on"))
    if row.event_id is not None and start_on is not None and on < start_on:
        raise EndBeforeStart
    first_on, watched_on = (date.fromisoformat(held.value[name]) for name in ("end_on", "on"))
    # A later day than the one that is watched counts once two persons have read it in the letter, and not before.
    is_sure = on == first_on and held.value["basis"] != Basis.PROVISIONAL
    day = on if is_sure else min(on, watched_on)
    row.facts = held.value | {"on": day.isoformat(), "checked_on": on.isoformat()}
    row.checked_at, row.checked_by = timezone.now(), actor
    row.version += 1
    row.save()
    move_due(actor=actor, due=row.due, due_on=day, due_at=None)
    settle_check(actor, row)
    if on != first_on:
        ask_a_third(actor, row)
    record(actor, Tag.DEADLINE_CHECK, row, case_id=case.pk, changed=["facts"])
    return on == iso(held.value["end_on"])
