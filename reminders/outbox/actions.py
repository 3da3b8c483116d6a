"""What people and other packages do to the outbox. What a sweep does stands in `reminders.outbox.sending`."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require
from reminders.outbox.choices import MessageState, Template
from reminders.outbox.mailer import mail_is_on
from reminders.outbox.models import MailSetting, Message
from reminders.outbox.permissions import can_retry_message
from reminders.outbox.querysets import MessageQuerySet
from reminders.outbox.states import (
    AskedJustNow,
    LinkTooOld,
    MailChangedMeanwhile,
    MailIsOff,
    NoAddressYet,
    require_given_up,
)
from reminders.outbox.tokens import confirms

# What other packages may queue. The mail of the day and the question about an address make themselves.
QUEUED_BY_OTHERS = frozenset({Template.DUE, Template.NOW, Template.STAND_IN, Template.ACCOUNT})
# Letters dropped in one transaction.
AT_ONCE = 500
ASK_AGAIN_AFTER = timedelta(minutes=5)


@atomic
def queue_message(*, recipient: User, template: str, key: str, not_before: datetime, is_urgent: bool) -> Message | None:
    """One letter to one colleague, not before an instant. The same `key` a second time changes nothing and is None.

    `template` is a code of `Template` that others may queue (QUEUED_BY_OTHERS), else ValueError. What is not urgent is
    counted in the recipient's next mail of the day. It touches the database only, so a page never waits for mail; who
    wants no mail is looked up when it is sent.
    """
    if template not in QUEUED_BY_OTHERS:
        raise ValueError(f"no letter {template!r} can be queued")
    return add_message(recipient, Template(template), key, not_before, is_urgent=is_urgent)


def add_message(
    recipient: User, template: Template, key: str, not_before: datetime, *, is_urgent: bool
) -> Message | None:
    """The row, once for each key."""
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "organisation_id": recipient.organisation_id,
            "recipient": recipient,
            "template": template,
            "is_urgent": is_urgent,
            "not_before": not_before,
            "try_at": not_before,
        },
    )
    return message if is_new else None


@atomic
def edit_mail(*, actor: User, has_mail: bool, hour: int, version: int | None = None) -> list[str]:
    """Whether mail is wished at all, and at which hour (0 to 23, office's clock). Only for oneself.

    `version`: what the change was made from; another one is refused (MailChangedMeanwhile).
    """
    wishes = lock_wishes(actor)
    if version is not None and wishes.version != version:
        raise MailChangedMeanwhile
    wanted = {"has_mail": has_mail, "hour": hour}
    changed = [name for name, value in wanted.items() if getattr(wishes, name) != value]
    if not changed:
        return []
    wishes.has_mail, wishes.hour = has_mail, hour
    wishes.version += 1
    wishes.full_clean()
    wishes.save()
    record(actor, Tag.SETTING_CHANGE, actor, changed=changed)
    return changed


@atomic
def ask_address(*, actor: User) -> None:
    """Send a link to the own address, to confirm that it is read by oneself. An earlier link works no more.

    Refused: no address (NoAddressYet), no mail server (MailIsOff), asked within five minutes (AskedJustNow).
    """
    wishes, user = lock_wishes(actor), User.objects.get(pk=actor.pk)
    if not user.email:
        raise NoAddressYet
    if not mail_is_on():
        raise MailIsOff
    now = timezone.now()
    if wishes.asked_at is not None and now - wishes.asked_at < ASK_AGAIN_AFTER:
        raise AskedJustNow
    wishes.asked_at = now
    wishes.save(update_fields=["asked_at", "updated_at"])
    add_message(user, Template.ADDRESS, f"address:{user.pid}:{now.isoformat()}", now, is_urgent=True)
    record(actor, Tag.SETTING_CHANGE, actor, changed=["asked_at"])


@atomic
def confirm_address(*, actor: User, token: str) -> None:
    """The own address is right: from now on mail goes there. Raises LinkTooOld for any link but the latest, unused one."""
    wishes, user = lock_wishes(actor), User.objects.get(pk=actor.pk)
    if not user.email or not confirms(token, user, wishes):
        raise LinkTooOld
    wishes.confirmed_address, wishes.asked_at = user.email, None
    wishes.version += 1
    wishes.save()
    record(actor, Tag.ADDRESS_CONFIRM, actor, changed=["confirmed_address"])


@atomic
def retry_message(*, actor: User, message: Message) -> None:
    """Send what was given up once more, with the next sweep. Raises NotGivenUp if it is under way or has arrived."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    require(can_retry_message(actor, message))
    require_given_up(message)
    message.state, message.try_at = MessageState.WAITING, timezone.now()
    message.attempts, message.doubt_count, message.trouble, message.seen_at = 0, 0, "", None
    message.save(update_fields=["state", "try_at", "attempts", "doubt_count", "trouble", "seen_at", "updated_at"])
    record(actor, Tag.MESSAGE_RETRY, message, changed=["state"])


@atomic
def see_messages(*, actor: User, messages: Iterable[Message]) -> None:
    """A coordinator has read that these were given up. The reading is recorded by the page."""
    given_up = [message.pk for message in messages if message.state == MessageState.DEAD and message.seen_at is None]
    if given_up:
        known = Message.objects.visible_to(actor).filter(pk__in=given_up, state=MessageState.DEAD, seen_at__isnull=True)
        known.update(seen_at=timezone.now())


@atomic
def purge_messages() -> int:
    """Drop letters that ended longer ago than MAIL_KEEP_DAYS, a few hundred at once. How many; 0: there is no more.

    What is under way stays, and what was given up until a coordinator has seen it. Alerts are rows of their own, so a
    dropped letter is not written anew.
    """
    over = Message.objects.over(timezone.now() - timedelta(days=settings.MAIL_KEEP_DAYS))
    # What a mail of the day counted goes first: it points to it.
    count = _drop(Message.objects.counted_in(over)) or _drop(over)
    if count:
        record(None, Tag.MESSAGE_PURGE, count=count)
    return count


def _drop(rows: MessageQuerySet) -> int:
    keys = list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE])
    count, _models = Message.objects.filter(pk__in=keys).delete()
    return count


def lock_wishes(user: User) -> MailSetting:
    """The row of the user, made if need be and locked."""
    MailSetting.objects.get_or_create(user_id=user.pk)
    found: MailSetting = MailSetting.objects.select_for_update().get(user_id=user.pk)
    return found
