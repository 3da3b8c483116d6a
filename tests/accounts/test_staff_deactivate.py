"""Closing an account."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.actions import accept_invitation, deactivate_staff
from accounts.demo import DEMO_PASSWORD
from accounts.states import AlreadyDeactivated, InvitationSpent, LastOfRole, OwnAccount
from tests.accounts.trail import tags_of
from tests.factories.accounts import make_invitation


def signed_in_by_form(username: str) -> Client:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": username, "password": DEMO_PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def test_every_session_ends_in_the_same_transaction(cast):
    first, second = signed_in_by_form("caseworker"), signed_in_by_form("caseworker")
    unlisted = cast.caseworker
    user = unlisted.user
    keys = [client.session.session_key for client in (first, second, unlisted.client)]
    assert Session.objects.filter(session_key__in=keys).count() == 3
    assert first.get("/me/").status_code == second.get("/me/").status_code == 200
    cast.administrator.confirm()
    assert cast.administrator.post("cases:colleague_leave", user).status_code == 302
    for client in (first, second, unlisted.client):
        answer = client.get("/me/")
        assert answer.status_code == 302 and answer.url.startswith("/in/")
    assert not UserSession.objects.filter(user=user).exists()
    assert not Session.objects.filter(session_key__in=keys[:2]).exists()
    assert tags_of(user)[-1] == "user:deactivate"


def test_the_password_opens_nothing_any_more(cast):
    deactivate_staff(actor=cast.administrator.user, user=cast.caseworker.user)
    client = Client()
    client.post(reverse("account_login"), {"login": "caseworker", "password": DEMO_PASSWORD})
    assert client.get("/me/").status_code == 302


def test_links_that_somebody_made_before_leaving_let_nobody_in(cast):
    invitation, token = make_invitation(cast.coordinator.user)
    other, _ = make_invitation(cast.administrator.user)
    deactivate_staff(actor=cast.administrator.user, user=cast.coordinator.user)
    client = Client()
    client.get(reverse("accounts:invitation_open", args=[token]))
    assert client.get(reverse("accounts:invitation_accept")).status_code == 404
    with pytest.raises(InvitationSpent):
        accept_invitation(digest=invitation.digest, username="ghost", display_name="G", password="plain river chair")
    assert tags_of(invitation) == ["invitation:withdraw"] and tags_of(other) == []


def test_deactivating_asks_again_who_it_is(cast):
    answer = cast.administrator.post("cases:colleague_leave", cast.caseworker.user)
    assert answer.url.startswith("/in/again/")
    assert cast.caseworker.fresh().is_active


def test_the_last_coordinator_stays(cast):
    actor = cast.administrator.user
    deactivate_staff(actor=actor, user=cast.coordinator2.user)
    with pytest.raises(LastOfRole):
        deactivate_staff(actor=actor, user=cast.coordinator.user)
    cast.administrator.confirm()
    assert cast.administrator.post("cases:colleague_leave", cast.coordinator.user).status_code == 409


def test_nobody_closes_the_own_account(cast):
    with pytest.raises(OwnAccount):
        deactivate_staff(actor=cast.administrator.user, user=cast.administrator.user)


def test_it_cannot_happen_twice(cast):
    deactivate_staff(actor=cast.administrator.user, user=cast.caseworker.user)
    with pytest.raises(AlreadyDeactivated):
        deactivate_staff(actor=cast.administrator.user, user=cast.caseworker.user)


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "auditor", "outsider"])
def test_others_find_no_such_page(cast, name):
    member = getattr(cast, name)
    member.confirm()
    assert member.post("cases:colleague_leave", cast.shelter.user).status_code == 404
    assert cast.shelter.fresh().is_active
