"""Opening an account with a link."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.actions import accept_invitation
from accounts.models import User
from accounts.states import InvitationSpent
from tests.accounts.trail import tags_of
from tests.factories.accounts import make_invitation

CHOSEN = {"display_name": "Nora I.", "username": "Nora.I", "password": "plain river chair seven"}


def open_link(token: str) -> Client:
    client = Client()
    answer = client.get(reverse("accounts:invitation_open", args=[token]))
    assert answer.status_code == 302 and token not in answer.url
    return client


def test_the_account_has_role_and_organisation_of_the_invitation(cast):
    invitation, token = make_invitation(cast.administrator.user, role="legal")
    answer = open_link(token).post(reverse("accounts:invitation_accept"), CHOSEN)
    user = User.objects.get(username="nora.i")
    assert answer.status_code == 302 and answer.url == reverse("account_login")
    assert (user.role, user.organisation_id) == ("legal", invitation.organisation_id)
    assert authenticate(RequestFactory().post("/in/"), username="nora.i", password=CHOSEN["password"]) == user
    assert tags_of(invitation) == ["invitation:accept"] and tags_of(user) == ["user:create"]


def test_a_link_works_once(cast):
    invitation, token = make_invitation(cast.administrator.user)
    first, second = open_link(token), open_link(token)
    first.post(reverse("accounts:invitation_accept"), CHOSEN)
    answer = second.post(reverse("accounts:invitation_accept"), CHOSEN | {"username": "another"})
    assert answer.status_code == 404
    assert not User.objects.filter(username="another").exists()
    with pytest.raises(InvitationSpent):
        accept_invitation(digest=invitation.digest, **CHOSEN | {"username": "another"})


def test_unknown_used_old_and_withdrawn_links_answer_alike(cast):
    _, old = make_invitation(cast.administrator.user, expired=True)
    _, withdrawn = make_invitation(cast.administrator.user, withdrawn=True)
    answers = [open_link(token).get(reverse("accounts:invitation_accept")) for token in (old, withdrawn, "never-made")]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {_without_csrf(answer) for answer in answers}
    assert len(bodies) == 1


def test_role_and_organisation_cannot_be_sent_along(cast):
    _, token = make_invitation(cast.administrator.user)
    extra = {"role": "administrator", "organisation": str(cast.outsider.user.organisation_id), "is_active": "1"}
    open_link(token).post(reverse("accounts:invitation_accept"), CHOSEN | extra)
    user = User.objects.get(username="nora.i")
    assert (user.role, user.organisation) == ("caseworker", cast.administrator.user.organisation)


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "short"), ("password", "password1234"), ("username", "caseworker"), ("username", "a b")],
)
def test_weak_passwords_and_taken_names_are_refused_and_the_link_stays(cast, field, value):
    invitation, token = make_invitation(cast.administrator.user)
    answer = open_link(token).post(reverse("accounts:invitation_accept"), CHOSEN | {field: value})
    invitation.refresh_from_db()
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert invitation.accepted_at is None


def _without_csrf(answer) -> bytes:
    token = str(answer.context["csrf_token"])
    return answer.content.replace(token.encode(), b"")
