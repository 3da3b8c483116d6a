"""Asking for the link that confirms the own address."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from reminders.models import Message
from reminders.outbox.actions import ask_address
from reminders.outbox.choices import Template
from reminders.outbox.states import AskedJustNow, MailIsOff, NoAddressYet
from tests.cast import Cast
from tests.reminders.conftest import with_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(cast: Cast, settings) -> User:
    settings.EMAIL_HOST = "127.0.0.1"
    return with_mail(cast.caseworker.user)


def test_a_letter_to_the_own_address_is_queued_and_recorded(cast: Cast, user: User) -> None:
    assert cast.caseworker.client.post("/me/mail/ask/").status_code == 302
    message = Message.objects.get()
    assert (message.recipient, message.template, message.is_urgent) == (user, Template.ADDRESS, True)
    assert Event.objects.get(tag="setting:change").actor_id == user.pk


def test_nothing_is_asked_of_an_account_without_address(user: User) -> None:
    User.objects.filter(pk=user.pk).update(email="")
    with pytest.raises(NoAddressYet):
        ask_address(actor=user)


def test_without_a_mail_server_it_is_refused(cast: Cast, user: User, settings) -> None:
    settings.EMAIL_HOST = ""
    with pytest.raises(MailIsOff):
        ask_address(actor=user)
    answer = cast.caseworker.client.post("/api/v1/mail/ask/")
    assert (answer.status_code, answer.json()["code"]) == (409, "mail_is_off")


def test_one_question_in_five_minutes(user: User) -> None:
    ask_address(actor=user)
    with pytest.raises(AskedJustNow):
        ask_address(actor=user)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        ask_address(actor=user)
    assert Message.objects.count() == 2
