"""Naming a team anew."""

from accounts.models import Team
from tests.accounts.trail import tags_of


def test_a_team_gets_another_name(cast):
    team = cast.caseworker.user.team
    cast.administrator.post("accounts:team_edit", team, name="Harbour team", version=0)
    team.refresh_from_db()
    assert team.name == "Harbour team" and tags_of(team) == ["team:edit"]
    assert b"Harbour team" in cast.administrator.get("accounts:team_list").content


def test_a_team_of_another_organisation_looks_like_none(cast):
    team = Team.objects.get(organisation=cast.outsider.user.organisation)
    assert cast.administrator.post("accounts:team_edit", team, name="Ours").status_code == 404
    team.refresh_from_db()
    assert team.name == "Team"
