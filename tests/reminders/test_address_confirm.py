"""Confirming the own address: by the latest link only, once, for the same account and address."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from reminders.models import MailSetting
from reminders.outbox.actions import ask_address, confirm_address
from reminders.outbox.queries import is_confirmed, wishes_of
from reminders.outbox.sending import send_due_messages
from reminders.outbox.states import LinkTooOld
from reminders.outbox.tokens import path_to_confirm, token_for
from tests.cast import Cast
from tests.reminders.conftest import with_mail
from tests.reminders.sink import Sink

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(cast: Cast, sink: Sink) -> User:
    user = with_mail(cast.caseworker.user)
    MailSetting.objects.filter(user=user).update(confirmed_address="")
    ask_address(actor=user)
    return user


def token_of(user: User) -> str:
    return token_for(user, wishes_of(user))


def test_the_link_in_the_mail_confirms_after_a_click(cast: Cast, user: User, sink: Sink) -> None:
    assert send_due_messages().sent == 1
    text = sink.taken[0].mail.get_content()
    path = re.search(r"http://localhost(/me/mail/\S+/)", text)[1]
    assert path == path_to_confirm(user, wishes_of(user))
    client = cast.caseworker.client
    # Looking is not confirming: programs that read mail follow links too.
    assert client.get(path).status_code == 200
    assert not is_confirmed(user, wishes_of(user))
    assert client.post(path).status_code == 302
    assert is_confirmed(user, wishes_of(user))
    assert Event.objects.get(tag="address:confirm").actor_id == user.pk


def test_it_works_once(user: User) -> None:
    token = token_of(user)
    confirm_address(actor=user, token=token)
    with pytest.raises(LinkTooOld):
        confirm_address(actor=user, token=token)


def test_of_two_questions_the_later_counts(user: User) -> None:
    first = token_of(user)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        ask_address(actor=user)
        with pytest.raises(LinkTooOld):
            confirm_address(actor=user, token=first)
        confirm_address(actor=user, token=token_of(user))


def test_it_lasts_three_days(user: User) -> None:
    token = token_of(user)
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)), pytest.raises(LinkTooOld):
        confirm_address(actor=user, token=token)


def test_the_link_of_a_colleague_confirms_nothing(cast: Cast, user: User) -> None:
    other = with_mail(cast.legal.user)
    MailSetting.objects.filter(user=other).update(confirmed_address="")
    ask_address(actor=other)
    with pytest.raises(LinkTooOld):
        confirm_address(actor=other, token=token_of(user))


def test_another_address_has_to_be_confirmed_anew(user: User) -> None:
    token = token_of(user)
    User.objects.filter(pk=user.pk).update(email="new@office.example")
    with pytest.raises(LinkTooOld):
        confirm_address(actor=user, token=token)
    user.refresh_from_db()
    assert not is_confirmed(user, wishes_of(user))
