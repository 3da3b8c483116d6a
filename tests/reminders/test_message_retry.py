"""What was given up: the coordinator sees it within 15 minutes and sends it again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from reminders.models import Message
from reminders.outbox.actions import retry_message
from reminders.outbox.choices import MessageState
from reminders.outbox.sending import send_due_messages
from reminders.outbox.states import NotGivenUp
from tests.access.world_mail import make_message
from tests.cast import Cast
from tests.reminders.sink import Mood, Sink
from tests.reminders.test_sending import urgent

pytestmark = pytest.mark.django_db


def test_within_15_minutes_whatever_the_server_does_it_stands_in_the_app(cast: Cast, sink: Sink, reader: User) -> None:
    begin = timezone.now()
    for mood in Mood:
        if mood in (Mood.KIND, Mood.SLOW):
            continue
        Message.objects.all().delete()
        urgent(reader, mood)
        sink.turn(mood)
        for minute in range(16):
            with time_machine.travel(begin + timedelta(minutes=minute), tick=False):
                send_due_messages()
        with time_machine.travel(begin + timedelta(minutes=15), tick=False):
            assert Message.objects.visible_to(cast.coordinator.user).undelivered(timezone.now()).count() == 1, mood


def test_with_no_worker_at_all_it_stands_there_too(cast: Cast, reader: User) -> None:
    urgent(reader, ago=timedelta(minutes=11))
    assert reader.display_name in cast.coordinator.client.get("/o/mail/").content.decode()


def test_after_thirty_days_what_was_seen_is_shown_no_more(cast: Cast, reader: User) -> None:
    old, young = make_message(reader, ago=timedelta(days=31)), make_message(reader, ago=timedelta(days=29))
    waiting = make_message(reader, MessageState.WAITING, ago=timedelta(days=31))
    shown = Message.objects.visible_to(cast.coordinator.user).undelivered(timezone.now())
    assert list(shown) == [young, old] and waiting not in shown
    assert cast.coordinator.client.get("/o/mail/").status_code == 200
    assert list(Message.objects.visible_to(cast.coordinator.user).undelivered(timezone.now())) == [young]


def test_today_and_the_overview_say_so_to_the_coordinator_only(cast: Cast, reader: User) -> None:
    assert "/o/mail/" not in cast.coordinator.client.get("/").content.decode()
    make_message(reader)
    assert 'href="/o/mail/"' in cast.coordinator.client.get("/").content.decode()
    assert 'href="/o/mail/"' in cast.coordinator.client.get("/o/").content.decode()
    assert "/o/mail/" not in cast.caseworker.client.get("/").content.decode()
    assert "/o/mail/" not in cast.outsider.client.get("/").content.decode()


def test_sending_again_is_recorded_and_arrives(cast: Cast, sink: Sink, reader: User) -> None:
    message = make_message(reader)
    assert cast.coordinator.client.post(f"/o/mail/{message.pid}/again/").status_code == 302
    assert Event.objects.get(tag="message:retry").subject_id == str(message.pk)
    assert send_due_messages().sent == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == (MessageState.SENT, "")


def test_what_is_under_way_is_not_sent_again(cast: Cast, reader: User) -> None:
    message = make_message(reader, MessageState.WAITING)
    with pytest.raises(NotGivenUp):
        retry_message(actor=cast.coordinator.user, message=message)
    assert cast.coordinator.client.post(f"/api/v1/messages/{message.pid}/again/").status_code == 409


def test_the_api_lists_the_same(cast: Cast, reader: User) -> None:
    message = make_message(reader)
    (row,) = cast.coordinator.client.get("/api/v1/messages/").json()["results"]
    assert (row["pid"], row["colleague"], row["state"]) == (message.pid, reader.display_name, "dead")


def test_the_list_costs_the_same_for_many(cast: Cast, reader: User, django_assert_max_num_queries) -> None:
    for _ in range(20):
        make_message(reader)
    with django_assert_max_num_queries(26):
        assert cast.coordinator.client.get("/o/mail/").status_code == 200
