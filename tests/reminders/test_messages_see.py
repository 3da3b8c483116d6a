"""What was given up counts as seen once a coordinator has read the list."""

import pytest

from accounts.models import User
from reminders.models import Message
from reminders.outbox.choices import MessageState
from tests.access.world_mail import make_message
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/o/mail/", "/api/v1/messages/"])
def test_reading_the_list_is_seeing(cast: Cast, reader: User, path: str) -> None:
    dead, waiting = make_message(reader), make_message(reader, MessageState.WAITING)
    foreign = make_message(cast.outsider.user)
    assert cast.caseworker.client.get(path).status_code == 404
    assert not Message.objects.filter(seen_at__isnull=False).exists()
    assert cast.coordinator.client.get(path).status_code == 200
    assert list(Message.objects.filter(seen_at__isnull=False)) == [dead]
    first = Message.objects.get(pk=dead.pk).seen_at
    cast.coordinator2.client.get(path)
    assert Message.objects.get(pk=dead.pk).seen_at == first
    assert {waiting, foreign} == set(Message.objects.filter(seen_at__isnull=True))


def test_what_is_sent_again_has_to_be_seen_again(cast: Cast, reader: User) -> None:
    message = make_message(reader)
    cast.coordinator.client.get("/o/mail/")
    cast.coordinator.client.post(f"/o/mail/{message.pid}/again/")
    assert Message.objects.get(pk=message.pk).seen_at is None
