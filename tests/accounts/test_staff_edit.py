"""Changing a colleague's name, team and role."""

import pytest

from accounts.actions import edit_staff
from accounts.models import Team
from accounts.states import LastOfRole, OwnAccount
from tests.accounts.trail import tags_of
from tests.factories.accounts import make_invitation, make_user


def values(user, **changed):
    team = str(user.team_id) if user.team_id else ""
    return {"display_name": user.display_name, "role": user.role, "team": team, "version": user.version} | changed


def test_a_changed_role_counts_on_the_next_request_of_a_running_session(cast):
    assert cast.auditor.get("accounts:staff_list").status_code == 404
    cast.administrator.confirm()
    answer = cast.administrator.post(
        "accounts:staff_edit", cast.auditor.user, **values(cast.auditor.user, role="coordinator")
    )
    assert answer.status_code == 302
    assert cast.auditor.get("accounts:staff_list").status_code == 200
    assert tags_of(cast.auditor.user)[-1] == "user:role"


def test_editing_asks_again_who_it_is(cast):
    user = cast.caseworker.user
    answer = cast.administrator.post("accounts:staff_edit", user, **values(user, role="administrator"))
    assert answer.url.startswith("/in/again/")
    assert cast.caseworker.fresh().role == "caseworker"


def test_nobody_changes_the_own_role(cast):
    cast.administrator.confirm()
    user = cast.administrator.user
    answer = cast.administrator.post("accounts:staff_edit", user, **values(user, role="coordinator"))
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    with pytest.raises(OwnAccount):
        edit_staff(actor=user, user=user, display_name="P", role="coordinator")


def test_the_last_coordinator_keeps_the_role(cast):
    actor = cast.administrator.user
    edit_staff(actor=actor, user=cast.coordinator2.user, display_name="S", role="caseworker")
    with pytest.raises(LastOfRole):
        edit_staff(actor=actor, user=cast.coordinator.user, display_name="R", role="caseworker")


def test_links_for_roles_that_somebody_may_not_give_any_more_end_with_the_role(cast):
    actor, demoted = cast.administrator.user, make_user(cast.administrator.user.organisation, role="administrator")
    above, _ = make_invitation(demoted, role="administrator")
    below, _ = make_invitation(demoted, role="caseworker")
    edit_staff(actor=actor, user=demoted, display_name="D", role="coordinator")
    assert tags_of(above) == ["invitation:withdraw"] and tags_of(below) == []


def test_a_name_can_change_without_the_role(cast):
    cast.administrator.confirm()
    user = cast.coordinator.user
    cast.administrator.post("accounts:staff_edit", user, **values(user, display_name="Ruth Q."))
    assert cast.coordinator.fresh().display_name == "Ruth Q."
    assert tags_of(user)[-1] == "user:edit"


def test_fields_that_are_not_offered_change_nothing(cast):
    cast.administrator.confirm()
    user, other = cast.caseworker.user, cast.outsider.user
    cast.administrator.post(
        "accounts:staff_edit",
        user,
        **values(user, organisation=str(other.organisation_id), username="taken", password="x"),
    )
    fresh = cast.caseworker.fresh()
    assert (fresh.organisation_id, fresh.username, fresh.password) == (
        user.organisation_id,
        user.username,
        user.password,
    )


def test_a_team_of_another_organisation_is_refused(cast):
    cast.administrator.confirm()
    team = Team.objects.get(organisation=cast.outsider.user.organisation)
    user = cast.caseworker.user
    answer = cast.administrator.post("accounts:staff_edit", user, **values(user, team=str(team.pk)))
    assert answer.context["form"].errors["team"]


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "auditor", "outsider", "partner"])
def test_others_find_no_such_page(cast, name):
    member = getattr(cast, name)
    member.confirm()
    assert member.get("accounts:staff_edit", cast.shelter.user).status_code == 404


def test_an_account_of_another_organisation_looks_like_none(cast):
    cast.administrator.confirm()
    there = cast.administrator.get("accounts:staff_edit", cast.outsider.user)
    absent = cast.administrator.client.get("/o/staff/0000000000/")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert tags_of(cast.outsider.user) == ["-user:open"]
