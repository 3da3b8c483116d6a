"""Asking for the reset of a colleague's second factor."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import FactorReset, SignIn
from reminders.outbox.models import Message
from tests.accounts.test_second_factor import enrol
from tests.accounts.trail import tags_of


def ask(cast, user, member="administrator"):
    asker = getattr(cast, member)
    asker.confirm()
    return asker.post("accounts:reset_ask", user)


def test_asking_takes_nothing_away_and_tells_the_owner_at_once(cast):
    user = cast.caseworker.user
    enrol(user)
    assert ask(cast, user).url == "/o/staff/"
    assert Authenticator.objects.filter(user=user).exists()
    assert FactorReset.objects.get().asked_by == cast.administrator.user
    assert "factor:reset" in tags_of(user)
    assert list(SignIn.objects.filter(user=user).values_list("kind", flat=True)) == ["asked"]
    assert Message.objects.get(recipient=user).is_urgent


def test_it_asks_again_who_it_is(cast):
    enrol(cast.caseworker.user)
    answer = cast.administrator.get("accounts:reset_ask", cast.caseworker.user)
    assert answer.status_code == 302 and "/in/again/" in answer.url


@pytest.mark.parametrize("member", ["coordinator", "caseworker2", "auditor", "outsider"])
def test_only_administrators_ask(member, cast):
    enrol(cast.caseworker.user)
    assert ask(cast, cast.caseworker.user, member).status_code == 404
    assert not FactorReset.objects.exists()


def test_nobody_asks_for_oneself(cast):
    cast.administrator.confirm()
    enrol(cast.administrator.user)
    assert cast.administrator.post("accounts:reset_ask", cast.administrator.user).status_code == 404
    assert not FactorReset.objects.exists()


def test_without_a_factor_there_is_nothing_to_reset(cast):
    answer = ask(cast, cast.caseworker.user)
    assert answer.status_code == 409 and "no second step" in answer.content.decode()


def test_a_second_ask_waits_for_the_first_until_that_is_too_old(cast):
    user, start = cast.caseworker.user, timezone.now()
    enrol(user)
    with time_machine.travel(start, tick=False):
        assert ask(cast, user).status_code == 302
        assert ask(cast, user).status_code == 409
    with time_machine.travel(start + timedelta(hours=25), tick=False):
        cast.administrator.sign_in()
        assert ask(cast, user).status_code == 302
    assert sorted(FactorReset.objects.values_list("verdict", flat=True)) == ["", "expired"]
