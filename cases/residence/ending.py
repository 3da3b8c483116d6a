"""Somebody says what was done about a day, which is then not watched any more. For the pages and the API."""

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import StatusDate
from cases.residence.standing import show_again
from cases.residence.states import DateEnded, ReasonNeeded
from cases.residence.watching import unwatch
from cases.sheets import locked_case, may_write
from common.access import require


@atomic
def end_deadline(*, actor: User, row: StatusDate, outcome: str, version: int | None = None) -> None:
    """Somebody says what was done; only then is the day not watched any more. Having seen it ends nothing.

    Refused: no words (ReasonNeeded), a day that is not watched any more (DateEnded).
    """
    case = locked_case(actor, row.case, Act.RESIDENCE_RECORD)
    row = StatusDate.objects.select_for_update(of=("self",)).select_related("due__owner").get(pk=row.pk, case=case)
    require(may_write(row, "outcome"))
    require_version(row, version)
    if row.ended_at is not None:
        raise DateEnded
    if not outcome.strip():
        raise ReasonNeeded
    unwatch(actor, row, outcome.strip())
    show_again(case)
    record(actor, Tag.DEADLINE_END, row, case_id=case.pk, changed=["outcome", "ended_at"])
