"""Events of a stay for tests: the form filled in, and what came of it."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from cases.models import Case, StatusDate, StatusSheet
from cases.residence.transitions import BY_CODE
from tests.days import TODAY
from tests.factories.reading import opened

DAY = timedelta(days=1)


def tell(member: Any, case: Case, code: str, **fields: Any) -> Any:
    """The form of one event, sent."""
    sheet = StatusSheet.objects.filter(case=case).first()
    event = BY_CODE[code]
    sent = {"on": str(TODAY), "paper": "here", "version": sheet.version if sheet else 0}
    if "status" in event.fields:
        sent["status"] = "no_status"
    sent |= {name: str(value) for name, value in fields.items()}
    return member.post("cases:residence_record", case.pid, event.number, **sent)


def watched(user: User, case: Case) -> dict[str, date]:
    """{what is watched: the day in the due thing} of a case, as `user` may read it."""
    rows = StatusDate.objects.filter(case=case, ended_at__isnull=True).select_related("due")
    return {opened(user, row, "facts")["what"]: row.due.due_on for row in rows}


def row_of(user: User, case: Case, what: str) -> StatusDate:
    """The row that watches it."""
    rows = StatusDate.objects.filter(case=case, ended_at__isnull=True)
    return next(row for row in rows if opened(user, row, "facts")["what"] == what)


def status_of(user: User, case: Case) -> str:
    """The present status."""
    return opened(user, StatusSheet.objects.get(case=case), "standing")["status"]
