"""Rows about alerts for the matrices."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import User
from cases import due_kinds
from common.pid import new_pid
from reminders.models import Alert, DueThing
from tests.factories.accounts import make_user
from tests.factories.cases import make_due

if TYPE_CHECKING:
    from cases.models import Case
    from tests.access.world import World

Names = dict[str, Any]


def make_alert(recipient: User, owner: User, case: "Case", **more: Any) -> Alert:
    """`recipient` was alerted of something that `owner` answers for."""
    now = timezone.now()
    due = make_due(owner, case)
    return Alert.objects.create(
        organisation_id=due.organisation_id,
        due=due,
        recipient=recipient,
        for_at=now,
        raised_at=now,
        **({"part": "lead", "reach": "lead_later", "step": "before:0"} | more),
    )


def alert_names(world: "World", member: str) -> dict[str, Names]:
    """Alerts of the own: about a visible case, about one that is not; a colleague's; none."""
    user = world.users[member]
    mine = world.cases["foreign" if member == "outsider" else "own"]
    other = world.users["caseworker" if member != "caseworker" else "coordinator"]
    Alert.objects.all().delete()
    DueThing.objects.filter(kind=due_kinds.NEXT_STEP).delete()
    owner = make_user(user.organisation) if member == "outsider" else world.colleagues["north"]
    return {
        "self": {"pid": make_alert(user, owner, mine).pid},
        "blocked": {"pid": make_alert(user, owner, world.cases["blocked"]).pid},
        "colleague": {"pid": make_alert(other, other, world.cases["team"]).pid},
        "absent": {"pid": new_pid()},
    }


TARGETS = {"alert": alert_names}
