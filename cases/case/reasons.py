"""Groups of the API that do not open by themselves."""

from collections.abc import Iterable

from accounts.models import User
from cases.case.shapes import GROUPS
from cases.models import Case
from cases.opening.choices import Way
from cases.opening.queries import ways_of
from cases.opening.states import ReasonNeeded

# What stands open on the pages too.
OPEN_ON_PAGES = frozenset({"safe_contact", "profile", "facts", "needs"})


def require_no_reason(user: User, case: Case, groups: Iterable[str]) -> None:
    """Raise ReasonNeeded for a group that opens with a reason only, or after a confirmation: its lines open one by one."""
    ways = ways_of(user, case)
    for name in set(groups) - OPEN_ON_PAGES:
        model, names = GROUPS[name]
        row = model.of(case)
        for cell in (getattr(row, field) for field in names):
            if not cell.may_reveal():
                continue
            lock = ways.lock_of([cell])
            if lock.way == Way.REASON or lock.is_confirmed:
                raise ReasonNeeded
