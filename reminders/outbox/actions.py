"""The only place that writes the outbox."""

from datetime import datetime

from accounts.models import User
from audit.record import atomic
from reminders.outbox.choices import Template
from reminders.outbox.models import Message

# What other packages may queue. The mail of the day and the question about an address make themselves.
QUEUED_BY_OTHERS = frozenset({Template.DUE, Template.NOW, Template.STAND_IN})


@atomic
def queue_message(*, recipient: User, template: str, key: str, not_before: datetime, is_urgent: bool) -> Message | None:
    """One letter to one colleague, not before an instant. The same `key` a second time changes nothing and is None.

    `template` is a code of `Template` that others may queue (QUEUED_BY_OTHERS), else ValueError. What is not urgent is
    counted in the recipient's next mail of the day. It touches the database only, so a page never waits for mail; who
    wants no mail is looked up when it is sent.
    """
    if template not in QUEUED_BY_OTHERS:
        raise ValueError(f"no letter {template!r} can be queued")
    return _queue(recipient, Template(template), key, not_before, is_urgent=is_urgent)


def _queue(
    recipient: User, template: Template, key: str, not_before: datetime, *, is_urgent: bool, count: int = 1
) -> Message | None:
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "organisation_id": recipient.organisation_id,
            "recipient": recipient,
            "template": template,
            "is_urgent": is_urgent,
            "not_before": not_before,
            "try_at": not_before,
            "count": count,
        },
    )
    return message if is_new else None
