"""The sweep: what goes out, to whom, how often, and what happens when the mail server has a mood."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from reminders.models import MailSetting, Message
from reminders.outbox import sending
from reminders.outbox.actions import queue_message
from reminders.outbox.choices import MessageState, Template, Trouble
from reminders.outbox.sending import BACK_OFF, LEASE, TOO_LATE, claim_message, send_due_messages
from tests.cast import Cast
from tests.reminders.conftest import with_mail
from tests.reminders.sink import Mood, Sink

pytestmark = pytest.mark.django_db


def urgent(user: User, key: str = "a", *, ago: timedelta = timedelta(0)) -> Message:
    """A letter that is due."""
    message = queue_message(
        recipient=user, template=Template.NOW, key=key, not_before=timezone.now() - ago, is_urgent=True
    )
    assert message is not None
    return message


def ordinary(user: User, key: str, at: datetime) -> Message:
    """One thing for the mail of the day."""
    message = queue_message(recipient=user, template=Template.DUE, key=key, not_before=at, is_urgent=False)
    assert message is not None
    return message


def forward(message: Message) -> None:
    """Let the pause before the next try pass."""
    Message.objects.filter(pk=message.pk).update(try_at=timezone.now())


def test_an_urgent_one_goes_out_once(sink: Sink, reader: User) -> None:
    message = urgent(reader)
    assert send_due_messages().sent == 1
    assert send_due_messages().sent == 0
    (taken,) = sink.taken
    assert (taken.address, taken.number) == (reader.email, message.pid)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.doubt_count) == (MessageState.SENT, 1, 0)
    assert message.sent_at is not None and message.claim == ""


def test_nothing_goes_out_before_its_time(sink: Sink, reader: User) -> None:
    queue_message(
        recipient=reader,
        template=Template.NOW,
        key="a",
        not_before=timezone.now() + timedelta(hours=1),
        is_urgent=True,
    )
    assert send_due_messages().sent == 0
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert send_due_messages().sent == 1


def test_the_mail_of_the_day_counts_what_waits_and_comes_once(sink: Sink, reader: User) -> None:
    other = with_mail(User.objects.exclude(pk=reader.pk).filter(organisation=reader.organisation)[0], hour=9)
    begin = datetime(2026, 3, 9, 5, tzinfo=UTC)
    for number in range(3):
        ordinary(reader, f"r{number}", begin)
    ordinary(other, "o", begin)
    sent = {}
    # Brussels is one hour ahead of UTC in that week.
    for minutes in range(0, 24 * 60, 10):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            if minutes == 4 * 60:
                # Comes up after the mail of the day: it waits for tomorrow's.
                ordinary(reader, "late", timezone.now())
            before = len(sink.taken)
            send_due_messages()
            sent |= {one.address: (minutes, str(one.mail["Subject"])) for one in sink.taken[before:]}
    assert sent == {reader.email: (120, "3 things to do"), other.email: (180, "1 thing to do")}
    with time_machine.travel(begin + timedelta(days=1, hours=2, minutes=1), tick=False):
        send_due_messages()
    assert [str(one.mail["Subject"]) for one in sink.taken if one.address == reader.email] == [
        "3 things to do",
        "1 thing to do",
    ]
    gathered = Message.objects.filter(recipient=reader, state=MessageState.GATHERED)
    assert gathered.count() == 4 and len({one.digest_id for one in gathered}) == 2


def test_a_night_without_a_worker_is_made_up_for(sink: Sink, reader: User) -> None:
    begin = datetime(2026, 3, 9, 5, tzinfo=UTC)
    ordinary(reader, "r", begin)
    with time_machine.travel(begin + timedelta(hours=20), tick=False):
        assert send_due_messages().sent == 1


def test_changing_the_hour_makes_no_second_mail_of_the_day(sink: Sink, reader: User) -> None:
    begin = datetime(2026, 3, 9, 5, tzinfo=UTC)
    ordinary(reader, "a", begin)
    with time_machine.travel(begin + timedelta(hours=3), tick=False):
        assert send_due_messages().sent == 1
        ordinary(reader, "b", timezone.now())
    MailSetting.objects.filter(user=reader).update(hour=17)
    with time_machine.travel(begin + timedelta(hours=15), tick=False):
        assert send_due_messages().sent == 0
    with time_machine.travel(begin + timedelta(hours=36), tick=False):
        assert send_due_messages().sent == 1


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"has_mail": False}, Trouble.UNWANTED),
        ({"confirmed_address": ""}, Trouble.NO_ADDRESS),
        ({"confirmed_address": "another@office.example"}, Trouble.NO_ADDRESS),
    ],
)
def test_who_wants_none_or_has_confirmed_none_gets_none(
    sink: Sink, reader: User, change: dict[str, Any], trouble: str
) -> None:
    MailSetting.objects.filter(user=reader).update(**change)
    message = urgent(reader)
    assert send_due_messages().withheld == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == (MessageState.WITHHELD, trouble)
    assert not sink.taken


def test_who_has_left_gets_none(sink: Sink, reader: User) -> None:
    message = urgent(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    send_due_messages()
    message.refresh_from_db()
    assert (message.state, message.trouble, sink.taken) == (MessageState.WITHHELD, Trouble.LEFT, [])


def test_without_a_mail_server_in_the_settings_nothing_waits_to_flood_later(sink: Sink, reader: User, settings) -> None:
    settings.EMAIL_HOST = ""
    message = urgent(reader)
    assert send_due_messages().withheld == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == (MessageState.WITHHELD, Trouble.MAIL_OFF)
    settings.EMAIL_HOST = "127.0.0.1"
    assert send_due_messages().sent == 0
    assert not sink.taken


@pytest.mark.parametrize(
    ("mood", "trouble", "tries"),
    [
        (Mood.LATER, Trouble.LATER, len(BACK_OFF) + 1),
        (Mood.FULL, Trouble.LATER, len(BACK_OFF) + 1),
        (Mood.REFUSING, Trouble.REFUSED, 3),
        (Mood.STRICT, Trouble.REFUSED, 3),
        (Mood.DROPPING, Trouble.NO_ANSWER, 2),
    ],
)
def test_tries_are_bounded_and_end_where_somebody_sees_it(
    sink: Sink, reader: User, mood: Mood, trouble: str, tries: int, caplog
) -> None:
    sink.turn(mood)
    message = urgent(reader)
    for number in range(1, 30):
        send_due_messages()
        message.refresh_from_db()
        if message.state == MessageState.DEAD:
            break
        assert message.state == MessageState.WAITING and message.attempts == number
        assert message.try_at - timezone.now() > timedelta(minutes=BACK_OFF[number - 1] - 0.5)
        assert send_due_messages().sent == 0
        forward(message)
    assert (message.state, message.trouble, message.attempts) == (MessageState.DEAD, trouble, tries)
    assert list(Message.objects.undelivered(timezone.now())) == [message]
    assert len(sink.taken) == (2 if mood is Mood.DROPPING else 0)
    # What the server said may name somebody.
    assert "Zq-server-words" not in caplog.text


def test_a_letter_that_may_have_arrived_says_so_and_goes_a_second_time_at_most(sink: Sink, reader: User) -> None:
    sink.turn(Mood.DROPPING)
    message = urgent(reader)
    send_due_messages()
    message.refresh_from_db()
    assert (message.trouble, message.doubt_count) == (Trouble.NO_ANSWER, 1)
    sink.turn(Mood.KIND)
    forward(message)
    assert send_due_messages().sent == 1
    assert [one.was_told for one in sink.taken] == [False, True]
    # One Message-ID, so that the reader's mail server can drop the second copy.
    assert len({one.number for one in sink.taken}) == 1


def test_a_slow_server_keeps_nobody_for_long(sink: Sink, reader: User, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    sink.slow_seconds = 1.0
    sink.turn(Mood.SLOW)
    messages = [urgent(reader, f"{number}") for number in range(6)]
    swept = send_due_messages(seconds=0.5)
    assert swept.sent == 0 and 1 <= swept.put_off < len(messages)


@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.BUSY])
def test_while_no_server_is_reached_nothing_is_used_up_and_the_order_stays(
    sink: Sink, reader: User, mood: Mood
) -> None:
    messages = [urgent(reader, f"{hours}", ago=timedelta(hours=hours)) for hours in (1, 3, 2)]
    sink.turn(mood)
    for _ in range(5):
        swept = send_due_messages()
        assert (swept.sent, swept.is_reached) == (0, False)
    assert set(Message.objects.values_list("state", "attempts")) == {(MessageState.WAITING, 0)}
    assert Message.objects.undelivered(timezone.now()).count() == 3
    sink.turn(Mood.KIND)
    assert send_due_messages().sent == 3
    assert [one.number for one in sink.taken] == [messages[1].pid, messages[2].pid, messages[0].pid]


def test_what_nobody_could_send_for_two_days_is_given_up(sink: Sink, reader: User) -> None:
    sink.turn(Mood.DOWN)
    message = urgent(reader, ago=TOO_LATE + timedelta(minutes=1))
    send_due_messages()
    message.refresh_from_db()
    assert (message.state, message.trouble) == (MessageState.DEAD, Trouble.UNREACHED)


def test_after_an_outage_no_flood(sink: Sink, reader: User, settings: Any) -> None:
    settings.MAIL_PER_MINUTE = 3
    for number in range(8):
        urgent(reader, f"{number}", ago=timedelta(hours=9 - number))
    now = timezone.now()
    counts = []
    for minute in range(4):
        with time_machine.travel(now + timedelta(minutes=minute, seconds=minute), tick=False):
            counts.append(send_due_messages().sent)
            assert send_due_messages().sent == 0
    assert counts == [3, 3, 2, 0]


def test_of_two_workers_one_gets_it(reader: User) -> None:
    message = urgent(reader)
    first = claim_message()
    assert first == message and claim_message() is None


def test_what_a_dead_worker_had_in_hand_is_taken_up_when_its_lease_is_over(sink: Sink, reader: User) -> None:
    message = urgent(reader)
    left = claim_message()
    assert left is not None
    assert send_due_messages().sent == 0
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1), tick=False):
        assert send_due_messages().sent == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.doubt_count) == (MessageState.SENT, 2, 0)


def test_a_worker_that_died_after_handing_over_leaves_a_doubt(sink: Sink, reader: User) -> None:
    message = urgent(reader)
    claim_message()
    Message.objects.filter(pk=message.pk).update(offered_at=timezone.now())
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1), tick=False):
        assert send_due_messages().sent == 1
    message.refresh_from_db()
    assert message.doubt_count == 1


def test_who_lost_the_claim_hands_nothing_over(sink: Sink, reader: User, monkeypatch) -> None:
    message = urgent(reader)
    written = sending.put_in_envelope

    def meanwhile(*args: Any, **options: Any) -> bytes:
        Message.objects.filter(pk=message.pk).update(claim="of another")
        return written(*args, **options)

    monkeypatch.setattr(sending, "put_in_envelope", meanwhile)
    assert send_due_messages().sent == 0
    assert not sink.taken
    message.refresh_from_db()
    assert (message.state, message.claim) == (MessageState.IN_HAND, "of another")


def test_one_letter_that_cannot_be_written_does_not_keep_the_others(sink: Sink, reader: User, cast: Cast) -> None:
    other = with_mail(cast.legal.user)
    broken = urgent(other, "a", ago=timedelta(hours=1))
    User.objects.filter(pk=other.pk).update(email="umlaut-ü@office.example")
    MailSetting.objects.filter(user=other).update(confirmed_address="umlaut-ü@office.example")
    urgent(reader, "b")
    assert send_due_messages().sent == 1
    broken.refresh_from_db()
    assert (broken.state, broken.trouble) == (MessageState.WAITING, Trouble.BROKEN)


def test_a_sweep_costs_what_is_due_and_not_what_waits(sink: Sink, reader: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send_due_messages()
        return len(queries)

    empty = cost()
    later = timezone.now() + timedelta(days=3)
    for number in range(20):
        ordinary(reader, f"{number}", later)
    assert cost() == empty
