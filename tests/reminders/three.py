"""Three due things, of which an act is to end one."""

from datetime import date
from uuid import UUID, uuid4

from accounts.models import User
from reminders.actions import schedule_due
from reminders.models import DueThing


def three_dues(owner: User) -> UUID:
    """Kinds "a" and "b" about the subject that is given back, and "a" about another."""
    one, other = uuid4(), uuid4()
    for kind, subject in (("a", one), ("b", one), ("a", other)):
        schedule_due(
            actor=owner, owner=owner, kind=kind, subject_type="x.y", subject_id=subject, due_on=date(2026, 3, 4)
        )
    return one


def states_about(one: UUID) -> dict[tuple[str, bool], str]:
    """State by kind, and whether it is about `one`."""
    return {(row.kind, row.subject_id == one): row.state for row in DueThing.objects.all()}
