"""A second factor goes only when two persons wish it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import FactorReset, SignIn, User
from audit.models import Event
from tests.accounts.test_reset_ask import ask
from tests.accounts.test_second_factor import enrol
from tests.accounts.trail import tags_of
from tests.cast import Member
from tests.factories.accounts import make_user


@pytest.fixture
def reset(cast) -> FactorReset:
    enrol(cast.caseworker.user)
    ask(cast, cast.caseworker.user)
    return FactorReset.objects.get()


def confirm(member: Member, reset: FactorReset):
    member.sign_in()
    member.client.post("/in/again/", {"password": "demo-daybook-2026"})
    return member.post("accounts:reset_confirm", reset)


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def test_a_coordinator_confirms_and_factors_and_sessions_end(cast, reset):
    user = cast.caseworker.user
    cast.caseworker.sign_in()
    assert cast.caseworker.client.get("/me/").status_code == 200
    page = cast.coordinator.get("accounts:staff_list").content.decode()
    assert f"/o/staff/r/{reset.pid}/" in page
    assert confirm(cast.coordinator, reset).url == "/o/staff/"
    assert not has_factor(user)
    assert cast.caseworker.client.get("/me/").status_code == 302
    assert "reset" in SignIn.objects.filter(user=user).values_list("kind", flat=True)
    assert "factor:confirm" in tags_of(user)
    removed = Event.objects.get(tag="factor:remove")
    assert removed.actor == cast.coordinator.user and removed.subject_id == str(user.pk)


def test_who_asked_does_not_confirm(cast, reset):
    assert confirm(cast.administrator, reset).status_code == 404
    assert has_factor(cast.caseworker.user)


def test_a_second_administrator_confirms(cast, reset):
    other = make_user(cast.administrator.user.organisation, Role.ADMINISTRATOR)
    other.set_password("demo-daybook-2026")
    other.save()
    assert confirm(Member(other), reset).status_code == 302
    assert not has_factor(cast.caseworker.user)


@pytest.mark.parametrize("member", ["caseworker2", "auditor", "legal", "outsider"])
def test_nobody_else_confirms(member, cast, reset):
    assert confirm(getattr(cast, member), reset).status_code == 404
    assert has_factor(cast.caseworker.user)


def test_a_coordinator_does_not_confirm_the_own(cast):
    enrol(cast.coordinator.user)
    ask(cast, cast.coordinator.user)
    cast.coordinator.sign_in()
    assert cast.coordinator.post("accounts:reset_decline", FactorReset.objects.get()).status_code == 404
    assert has_factor(cast.coordinator.user)


def test_a_day_later_it_is_too_late(cast, reset):
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert confirm(cast.coordinator, reset).status_code == 409
    assert has_factor(cast.caseworker.user)


def test_an_ask_is_worth_no_more_than_who_asked(cast, reset):
    User.objects.filter(pk=cast.administrator.user.pk).update(role=Role.CASEWORKER)
    assert confirm(cast.coordinator, reset).status_code == 409
    assert has_factor(cast.caseworker.user)


def test_it_works_once(cast, reset):
    assert confirm(cast.coordinator, reset).status_code == 302
    enrol(cast.caseworker.user)
    assert confirm(cast.coordinator, reset).status_code == 409
    assert has_factor(cast.caseworker.user)


def test_the_database_itself_wants_a_third_person(cast, reset):
    for somebody in (cast.administrator.user, cast.caseworker.user, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.filter(pk=reset.pk).update(verdict="confirmed", answered_by=somebody)
