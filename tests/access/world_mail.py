"""Rows about mail for the matrices."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import User
from common.pid import new_pid
from reminders.models import Message
from reminders.outbox.choices import MessageState, Template, Trouble
from tests.factories.accounts import make_user

if TYPE_CHECKING:
    from tests.access.world import World

Names = dict[str, Any]


def make_message(recipient: User, state: str = MessageState.DEAD, *, ago: timedelta = timedelta(0)) -> Message:
    """A letter that was given up, or is in another state."""
    now = timezone.now() - ago
    return Message.objects.create(
        organisation_id=recipient.organisation_id,
        recipient=recipient,
        template=Template.NOW,
        key=new_pid(),
        is_urgent=True,
        not_before=now,
        try_at=now,
        state=state,
        trouble=Trouble.REFUSED if state == MessageState.DEAD else "",
    )


def message_names(world: "World", member: str) -> dict[str, Names]:
    """Given up, to a colleague; under way again; of another organisation; none."""
    user = world.users[member]
    at_home = user.organisation_id == world.kept_away.organisation_id
    colleague = make_user(user.organisation)
    foreign = world.users["outsider"] if at_home else world.kept_away
    return {
        "self": {"pid": make_message(colleague).pid},
        "under_way": {"pid": make_message(colleague, MessageState.WAITING).pid},
        "foreign": {"pid": make_message(foreign).pid},
        "absent": {"pid": new_pid()},
    }


TARGETS = {"message": message_names}
