"""Who may answer for a thing that is due on a case."""

from accounts.models import User
from cases import due_kinds
from cases.models import Case, Cover, Task
from cases.task.queries import held_in, reads_words
from reminders.models import DueThing
from reminders.registry import register_subject


def may_open(user: User, due: DueThing) -> bool:
    """`user` may open the case, and reads the words if it is a task."""
    if not Case.objects.visible_to(user).filter(pk=due.subject_id).exists():
        return False
    if due.kind != due_kinds.TASK:
        return True
    task = Task.objects.filter(due=due).first()
    return task is None or reads_words(user.role, held_in(task))


def stands_in(user: User, due: DueThing) -> bool:
    """The owner is away, `user` stands in until a day, and may open the case."""
    covers = Cover.objects.in_force().stood_in_by(user).filter(absent_id=due.owner_id)
    return covers.exists() and Case.objects.visible_to(user).filter(pk=due.subject_id).exists()


def register() -> None:
    """Called once when the app starts."""
    register_subject(due_kinds.CASE, opener=may_open, stand_in=stands_in)
