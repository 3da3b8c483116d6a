"""Somebody says what was done about a day, which is then not watched any more. For the pages and the API."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import StatusDate
from cases.residence.choices import INCIDENTS, Told
from cases.residence.standing import show_again
from cases.residence.states import DateEnded, DayAhead, ReasonNeeded, ToldNeeded
from cases.residence.watching import unwatch
from cases.sheets import locked_case, may_write
from common.access import require
from common.shown import show


@atomic
def end_deadline(
    *,
    actor: User,
    row: StatusDate,
    outcome: str,
    told: Collection[str] = (),
    told_on: date | None = None,
    version: int | None = None,
) -> None:
    """Somebody says what was done; only then is the day not watched any more. Having seen it ends nothing.

    With it an incident becomes a record of its own: beside what was done, who was `told` (Told codes) and on which day first.
    Refused: no words (ReasonNeeded), an incident of which it is not said who was told and when, or both somebody and nobody
    (ToldNeeded), a day ahead (DayAhead), a day that is not watched any more (DateEnded). NotAllowed for `told` of another day.
    """
    case = locked_case(actor, row.case, Act.RESIDENCE_RECORD)
    row = StatusDate.objects.select_for_update(of=("self",)).select_related("due__owner").get(pk=row.pk, case=case)
    require(may_write(row, "outcome"))
    require_version(row, version)
    if row.ended_at is not None:
        raise DateEnded
    if not outcome.strip():
        raise ReasonNeeded
    changed = ["outcome", "ended_at"]
    if _tell(row, told, told_on):
        changed.append("facts")
    unwatch(actor, row, outcome.strip())
    show_again(case)
    record(actor, Tag.DEADLINE_END, row, case_id=case.pk, changed=changed)


def _tell(row: StatusDate, told: Collection[str], told_on: date | None) -> bool:
    """Keep who was told of an incident. False for a day that is none."""
    held = show(row.facts)
    require(bool(held))
    if held.value["what"] not in INCIDENTS:
        require(not told and told_on is None)
        return False
    codes = [code.value for code in Told if code in told]
    is_nobody = codes == [Told.NOBODY.value]
    if not codes or (Told.NOBODY in codes) != is_nobody or is_nobody != (told_on is None):
        raise ToldNeeded
    if told_on is not None and told_on > timezone.localdate():
        raise DayAhead
    require(may_write(row, "facts"))
    row.facts = held.value | {"told": codes} | ({"told_on": told_on.isoformat()} if told_on is not None else {})
    row.save(update_fields=["facts"])
    return True
