"""Inviting a colleague."""

import pytest
from django.http import Http404

from accounts.actions import invite_staff, link_digest, new_link_token
from accounts.choices import Role
from accounts.models import Invitation, Team
from tests.accounts.trail import tags_of

FIELDS = {"display_name": "Nora I.", "role": "caseworker", "team": ""}


def test_the_link_is_shown_once_and_only_its_digest_is_kept(cast):
    cast.administrator.confirm()
    answer = cast.administrator.post("accounts:staff_invite", **FIELDS)
    invitation = Invitation.objects.get()
    token = answer.context["link"].rstrip("/").rsplit("/", 1)[1]
    assert answer.status_code == 200
    assert invitation.digest == link_digest(token)
    assert token not in str(Invitation.objects.values().get())
    assert token not in cast.administrator.get("accounts:staff_list").content.decode()
    assert tags_of(invitation) == ["user:invite"]


def test_inviting_asks_again_who_it_is(cast):
    answer = cast.administrator.post("accounts:staff_invite", **FIELDS)
    assert answer.status_code == 302 and answer.url.startswith("/in/again/")
    assert not Invitation.objects.exists()


def test_a_coordinator_cannot_invite_an_administrator_or_auditor(cast):
    cast.coordinator.confirm()
    for role in ("administrator", "auditor", "coordinator"):
        answer = cast.coordinator.post("accounts:staff_invite", **FIELDS | {"role": role})
        assert answer.status_code == 200 and answer.context["form"].errors["role"]
        with pytest.raises(Http404):
            invite_staff(actor=cast.coordinator.user, token=new_link_token(), display_name="N", role=role)
    assert not Invitation.objects.exists()


def test_a_team_of_another_organisation_cannot_be_chosen(cast):
    cast.administrator.confirm()
    team = Team.objects.get(organisation=cast.outsider.user.organisation)
    answer = cast.administrator.post("accounts:staff_invite", **FIELDS | {"team": str(team.pk)})
    assert answer.context["form"].errors["team"]
    with pytest.raises(Http404):
        invite_staff(
            actor=cast.administrator.user, token=new_link_token(), display_name="N", role=Role.CASEWORKER, team=team
        )


@pytest.mark.parametrize("name", ["caseworker", "shelter", "legal", "health", "auditor", "partner"])
def test_others_find_no_such_page(cast, name):
    member = getattr(cast, name)
    member.confirm()
    assert member.get("accounts:staff_invite").status_code == 404
    assert member.post("accounts:staff_invite", **FIELDS).status_code == 404
    assert not Invitation.objects.exists()
