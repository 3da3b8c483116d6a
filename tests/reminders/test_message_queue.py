"""Queueing a letter: once for each key, of the closed list, without touching the network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from reminders.models import Message
from reminders.outbox.actions import QUEUED_BY_OTHERS, queue_message
from reminders.outbox.choices import MessageState, Template
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def queued(user: User, key: str = "a", template: str = Template.NOW, *, urgent: bool = True) -> Message | None:
    """A letter to `user`, due now."""
    return queue_message(recipient=user, template=template, key=key, not_before=timezone.now(), is_urgent=urgent)


def test_it_waits_for_its_time(cast: Cast) -> None:
    user, later = cast.caseworker.user, timezone.now() + timedelta(hours=3)
    message = queue_message(recipient=user, template="due", key="k", not_before=later, is_urgent=True)
    assert message is not None
    assert (message.recipient, message.organisation_id) == (user, user.organisation_id)
    assert (message.state, message.not_before, message.attempts) == (MessageState.WAITING, later, 0)
    assert not Message.objects.claimable(timezone.now()).exists()
    assert list(Message.objects.claimable(later)) == [message]


def test_the_same_key_a_second_time_is_harmless(cast: Cast) -> None:
    first = queued(cast.caseworker.user)
    assert queued(cast.caseworker.user) is None
    assert queued(cast.coordinator.user) is None
    assert list(Message.objects.all()) == [first]
    assert queued(cast.coordinator.user, "b") is not None


@pytest.mark.parametrize("template", [*sorted(set(Template) - QUEUED_BY_OTHERS), "hello Ana", ""])
def test_nothing_outside_the_closed_list_is_queued(cast: Cast, template: str) -> None:
    with pytest.raises(ValueError, match="no letter"):
        queued(cast.caseworker.user, template=template)
    assert not Message.objects.exists()


def test_only_who_looks_after_mail_sees_the_rows(cast: Cast) -> None:
    message = queued(cast.caseworker.user)
    assert list(Message.objects.visible_to(cast.coordinator.user)) == [message]
    for other in (cast.caseworker, cast.administrator, cast.outsider):
        assert not Message.objects.visible_to(other.user).exists()
