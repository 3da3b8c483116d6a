"""Letters that ended go after their days; what is under way, or was given up and never seen, stays."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from reminders.models import Message
from reminders.outbox import actions
from reminders.outbox.actions import purge_messages
from reminders.outbox.choices import MessageState, Template, Trouble
from reminders.outbox.tasks import purge_old_messages
from tests.access.world_mail import make_message
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OLD = timedelta(days=settings.MAIL_KEEP_DAYS, hours=1)
YOUNG = timedelta(days=settings.MAIL_KEEP_DAYS) - timedelta(hours=1)


def letter(reader: User, state: str, ago: timedelta, **fields: object) -> Message:
    """A letter in this state since so long."""
    message = make_message(reader, MessageState.WAITING, ago=ago)
    if state == MessageState.SENT:
        fields = {"sent_at": timezone.now() - ago} | fields
    if state in {MessageState.DEAD, MessageState.WITHHELD}:
        fields = {"trouble": Trouble.REFUSED} | fields
    Message.objects.filter(pk=message.pk).update(state=state, **fields)
    message.refresh_from_db()
    return message


def test_what_ended_goes_after_its_days_and_not_before(reader: User) -> None:
    seen = timezone.now() - OLD
    gone = [letter(reader, MessageState.SENT, OLD), letter(reader, MessageState.WITHHELD, OLD)]
    gone.append(letter(reader, MessageState.DEAD, OLD, seen_at=seen))
    for state in (MessageState.SENT, MessageState.WITHHELD, MessageState.DEAD):
        letter(reader, state, YOUNG, seen_at=timezone.now() - YOUNG if state == MessageState.DEAD else None)
    purge_old_messages()
    assert not Message.objects.filter(pk__in=[one.pk for one in gone]).exists()
    assert Message.objects.count() == 3
    event = Event.objects.get(tag="message:purge")
    assert event.actor_id is None and '"count":3' in event.detail.replace(" ", "")


def test_what_was_given_up_stays_until_it_is_seen_and_its_days_count_from_then(cast: Cast, reader: User) -> None:
    dead = letter(reader, MessageState.DEAD, OLD * 3)
    assert purge_messages() == 0
    assert reader.display_name in cast.coordinator.client.get("/o/mail/").content.decode()
    assert purge_messages() == 0
    Message.objects.filter(pk=dead.pk).update(seen_at=timezone.now() - OLD)
    assert purge_messages() == 1


@pytest.mark.parametrize("fields", [{"state": MessageState.WAITING}, {"try_at": timezone.now()}])
def test_what_is_under_way_or_was_tried_lately_stays(reader: User, fields: dict[str, object]) -> None:
    message = letter(reader, MessageState.WITHHELD, OLD)
    Message.objects.filter(pk=message.pk).update(**fields)
    assert purge_messages() == 0


def test_a_mail_of_the_day_goes_with_what_it_counted(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    old, young = letter(reader, MessageState.SENT, OLD), letter(reader, MessageState.SENT, YOUNG)
    Message.objects.update(template=Template.DIGEST)
    for digest in (old, young):
        for _number in range(5):
            letter(reader, MessageState.GATHERED, OLD, digest=digest)
    purge_old_messages()
    assert not Message.objects.filter(pk=old.pk).exists()
    assert Message.objects.filter(digest=young).count() == 5 and Message.objects.count() == 6


def test_many_cost_a_few_queries_a_turn(reader: User) -> None:
    for _number in range(30):
        letter(reader, MessageState.SENT, OLD)
    with CaptureQueriesContext(connection) as asked:
        assert purge_messages() == 30
    assert len(asked) < 20
