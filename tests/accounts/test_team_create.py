"""Making a team."""

import pytest

from accounts.models import Team
from tests.accounts.trail import tags_of


def test_an_administrator_makes_a_team_in_the_own_organisation(cast):
    assert cast.administrator.post("accounts:team_create", name="Night team").status_code == 302
    team = Team.objects.get(name="Night team")
    assert team.organisation == cast.administrator.user.organisation
    assert tags_of(team) == ["team:create"]


def test_a_name_is_there_once(cast):
    answer = cast.administrator.post("accounts:team_create", name="North team")
    assert answer.status_code == 200 and answer.context["form"].errors


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "auditor", "partner"])
def test_others_find_no_such_page(cast, name):
    assert getattr(cast, name).post("accounts:team_create", name="Mine").status_code == 404
    assert getattr(cast, name).get("accounts:team_list").status_code == 404
