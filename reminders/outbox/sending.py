"""The sweep: gather mails of the day, claim what is due, send it, and write down how it went. Part of the actions."""

import logging
import secrets
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.utils import timezone

from accounts.models import User
from audit.record import atomic
from reminders.hours import day_of, instant_of
from reminders.outbox.actions import add_message
from reminders.outbox.choices import MessageState, Template, Trouble
from reminders.outbox.letters import Link, Variables, put_in_envelope, sender_of, write_letter
from reminders.outbox.mailer import Mailer, NoAnswer, NotReached, Refused, Undelivered, mail_is_on
from reminders.outbox.models import Message
from reminders.outbox.queries import wishes_of
from reminders.outbox.states import ClaimLost
from reminders.outbox.tokens import path_to_confirm

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
# A sweep stops here, so that the next one and other work are not kept waiting by a slow mail server.
LONGEST_SWEEP_SECONDS = 40.0
# Minutes before the next try, by the number of tries so far: over fifteen hours. After the last it is given up.
BACK_OFF = (1, 2, 5, 15, 30, 60, 120, 240, 480)
# A refusal is for good nearly always; a letter whose answer was lost may arrive twice and not more often by itself.
MOST_REFUSALS, MOST_DOUBTS = 3, 2
# While no mail server is reached nothing is used up; but who reads such a letter later than this is misled.
TOO_LATE = timedelta(days=2)


@dataclass
class Swept:
    """What one sweep did."""

    gathered: int = 0
    sent: int = 0
    withheld: int = 0
    put_off: int = 0
    is_reached: bool = True


def hour_that_passed(now: datetime, hour: int) -> tuple[date, datetime]:
    """The last day on which `hour` of the office's clock has come, and that instant. Right on moved clocks too."""
    day = day_of(now)
    instant = instant_of(day, clock(hour))
    if instant > now:
        day -= timedelta(days=1)
        instant = instant_of(day, clock(hour))
    return day, instant


def gather_digests(now: datetime) -> int:
    """Make the mail of the day of everybody whose hour has come and for whom something waits: one a person and day."""
    waiting = Message.objects.for_the_day(now).order_by().values("recipient_id")
    people = User.objects.filter(pk__in=waiting).select_related("mail_setting")
    return sum(_gather(user, now) for user in people)


@atomic
def _gather(user: User, now: datetime) -> bool:
    day, edge = hour_that_passed(now, wishes_of(user).hour)
    rows = Message.objects.for_the_day(edge).filter(recipient=user)
    if not rows.exists():
        return False
    digest = add_message(user, Template.DIGEST, f"digest:{user.pid}:{day}", edge, is_urgent=False)
    if digest is None:
        # The mail of this day has gone: the rest waits for the next.
        return False
    digest.count = rows.update(state=MessageState.GATHERED, digest=digest, updated_at=now)
    digest.save(update_fields=["count"])
    return True


def send_due_messages(*, seconds: float | None = None) -> Swept:
    """One sweep: gather, then send what is due, the oldest first, no more than MAIL_PER_MINUTE, for so many seconds.

    Safe beside another sweep and after one that was killed anywhere: a row is claimed by one UPDATE and given back by
    its lease. Stops at the first sign that the mail server is not there.
    """
    now, until = timezone.now(), time.monotonic() + (LONGEST_SWEEP_SECONDS if seconds is None else seconds)
    swept = Swept(gathered=gather_digests(now))
    if not mail_is_on():
        due = Message.objects.claimable(now).order_by()
        swept.withheld = due.update(state=MessageState.WITHHELD, trouble=Trouble.MAIL_OFF, claim="", updated_at=now)
        return swept
    allowed = settings.MAIL_PER_MINUTE - Message.objects.filter(sent_at__gt=now - timedelta(minutes=1)).count()
    mailer = Mailer()
    try:
        while swept.sent < allowed and swept.is_reached and time.monotonic() < until:
            message = claim_message()
            if message is None:
                break
            _try_one(message, mailer, swept)
    finally:
        mailer.close()
    return swept


def claim_message() -> Message | None:
    """Take up the oldest letter that is due, under a lease, or None. Of two workers only one gets it."""
    now = timezone.now()
    claimable = Message.objects.claimable(now)
    for pk in claimable.values_list("pk", flat=True)[:20]:
        claim = secrets.token_hex(16)
        taken = (
            claimable.filter(pk=pk)
            .order_by()
            .update(
                state=MessageState.IN_HAND,
                claim=claim,
                claimed_until=now + LEASE,
                attempts=F("attempts") + 1,
                # Somebody handed it over and did not live to write down the answer.
                doubt_count=F("doubt_count") + Case(When(offered_at__isnull=False, then=Value(1)), default=Value(0)),
                offered_at=None,
                updated_at=now,
            )
        )
        if taken:
            found: Message = Message.objects.select_related("recipient__organisation").get(pk=pk)
            if found.claim == claim:
                return found
    return None


def _try_one(message: Message, mailer: Mailer, swept: Swept) -> None:
    """One claimed letter, to one of its ends or back to waiting."""
    try:
        reason = why_withheld(message)
        if reason:
            _write_as_holder(message, state=MessageState.WITHHELD, trouble=reason)
            swept.withheld += 1
        elif message.doubt_count >= MOST_DOUBTS:
            _write_as_holder(message, state=MessageState.DEAD, trouble=Trouble.NO_ANSWER)
            swept.put_off += 1
        else:
            _hand_over(message, mailer)
            _write_as_holder(
                message, state=MessageState.SENT, sent_at=timezone.now(), offered_at=None, claim="", trouble=""
            )
            swept.sent += 1
    except ClaimLost:
        logger.warning("message %s was taken up elsewhere", message.pid)
    except NotReached:
        swept.is_reached = False
        _put_back(message)
    except Undelivered as failure:
        swept.put_off += 1
        _put_off(message, failure)
    except Exception:
        # Whatever goes wrong with one letter must not keep the others.
        logger.exception("message %s attempt %d", message.pid, message.attempts)
        swept.put_off += 1
        _put_off(message, None)


def why_withheld(message: Message) -> str:
    """Why this letter must not go out, as a code of Trouble; "" if it may."""
    user: User = message.recipient
    wishes = wishes_of(user)
    if not user.is_active:
        return Trouble.LEFT
    if not user.email:
        return Trouble.NO_ADDRESS
    if message.template == Template.ADDRESS:
        return ""
    if wishes.confirmed_address != user.email:
        return Trouble.NO_ADDRESS
    return "" if wishes.has_mail else Trouble.UNWANTED


def _hand_over(message: Message, mailer: Mailer) -> None:
    user = message.recipient
    link = Link(path_to_confirm(user, wishes_of(user))) if message.template == Template.ADDRESS else Link()
    letter = write_letter(Template(message.template), Variables(message.count, link), user.language)
    sender = sender_of(user)
    content = put_in_envelope(letter, sender=sender, address=user.email, number=message.pid, at=message.created_at)

    def before_text() -> None:
        now = timezone.now()
        message.offered_at = now
        _write_as_holder(message, offered_at=now, claimed_until=now + LEASE)

    mailer.hand_over(sender=sender, address=user.email, content=content, before_text=before_text)


def _put_back(message: Message) -> None:
    """No mail server: the try is not counted, and the order of the others stays as it is."""
    now = timezone.now()
    if now - message.not_before > TOO_LATE:
        _write_as_holder(message, state=MessageState.DEAD, trouble=Trouble.UNREACHED, claim="")
        return
    _write_as_holder(
        message,
        state=MessageState.WAITING,
        trouble=Trouble.UNREACHED,
        claim="",
        claimed_until=None,
        try_at=now,
        attempts=max(message.attempts - 1, 0),
    )


def _put_off(message: Message, failure: Undelivered | None) -> None:
    """Another try after a growing pause, or given up."""
    trouble = failure.trouble if failure is not None else Trouble.BROKEN
    doubts = message.doubt_count + isinstance(failure, NoAnswer)
    is_last = (
        message.attempts > len(BACK_OFF)
        or doubts >= MOST_DOUBTS
        or (isinstance(failure, Refused) or failure is None)
        and message.attempts >= MOST_REFUSALS
    )
    pause = BACK_OFF[min(message.attempts, len(BACK_OFF)) - 1]
    _write_as_holder(
        message,
        state=MessageState.DEAD if is_last else MessageState.WAITING,
        trouble=trouble,
        claim="",
        claimed_until=None,
        offered_at=None,
        doubt_count=doubts,
        try_at=timezone.now() + timedelta(minutes=pause),
    )


def _write_as_holder(message: Message, **values: Any) -> None:
    """Raise ClaimLost if another worker has it by now: this one writes nothing more."""
    held = Message.objects.filter(pk=message.pk, claim=message.claim, state=MessageState.IN_HAND)
    if not held.update(updated_at=timezone.now(), **values):
        raise ClaimLost
