"""The coordinator's overview over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case, CaseGrant
from common.drafts.actions import save_draft
from common.models import Draft
from tests.cases.api import Trail, ask
from tests.cases.test_cover_give import give
from tests.cases.test_handover_offer import offer
from tests.cast import Cast
from tests.factories.cases import acting, block, make_case, make_due


def overview(cast: Cast) -> dict[str, list[dict[str, object]]]:
    answer = ask(cast.coordinator, "get", "load_detail")
    assert answer.status_code == 200
    return dict(answer.json())


def test_each_worker_with_open_cases_and_late_things(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-2)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    trail = Trail()
    loads = {load["user"]: load for load in overview(cast)["loads"]}
    assert trail.rows() == [("load:open", "ok")]
    mine, other = loads[cast.caseworker.user.pid], loads[cast.caseworker2.user.pid]
    assert (mine["name"], mine["case_count"], mine["late_count"]) == (cast.caseworker.user.display_name, 1, 1)
    assert mine["away_until"] and (other["case_count"], other["cover_count"], other["away_until"]) == (0, 1, None)


def test_lines_have_codes_and_the_list_takes_them(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-1)
    Case.objects.filter(pk=case.pk).update(last_contact_on=timezone.localdate() - timedelta(days=31))
    other = make_case(cast.caseworker.user, alias="Wren")
    CaseGrant.objects.filter(content_object=other).update(ended_at=timezone.now())
    lines = {line["code"]: line for line in overview(cast)["lines"]}
    assert list(lines) == ["unassigned", "emergencies", "mail", "late", "quiet", "ending"]
    counts = {code: line["count"] for code, line in lines.items()}
    assert counts == {"unassigned": 1, "emergencies": 0, "mail": 0, "late": 1, "quiet": 1, "ending": 0}
    assert lines["unassigned"]["is_urgent"] is True and lines["quiet"]["is_urgent"] is False
    assert not any(line["is_more"] for line in lines.values())
    for only in ("late", "quiet"):
        found = ask(cast.coordinator, "get", "case_list", query=f"?only={only}").json()["results"]
        assert [row["pid"] for row in found] == [case.pid]
    assert ask(cast.coordinator, "get", "case_list", query="?only=ending").json()["results"] == []
    assert ask(cast.coordinator, "get", "case_list", query="?only=nonsense").status_code == 400


def test_handovers_and_drafts_are_told_without_content(cast: Cast, case: Case):
    with acting(cast.caseworker.user):
        save_draft(owner=cast.caseworker.user, kind="note", key=case.pid, content={"text": "Secret words"})
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=9))
    offer(cast.caseworker, case, cast.caseworker2.user)
    answer = ask(cast.coordinator, "get", "load_detail")
    (waiting,), (lying,) = answer.json()["handovers"], answer.json()["drafts"]
    assert (waiting["case"], waiting["reference"]) == (case.pid, case.reference)
    assert waiting["receiver"] == cast.caseworker2.user.display_name
    assert (lying["user"], lying["count"]) == (cast.caseworker.user.pid, 1)
    assert "Secret words" not in answer.content.decode() and "Heron" not in answer.content.decode()


def test_cases_that_need_somebody(cast: Cast, case: Case):
    new = make_case(cast.caseworker2.user, alias="Wren")
    CaseGrant.objects.filter(content_object=case).update(ended_at=timezone.now())
    trail = Trail()
    rows = ask(cast.coordinator, "get", "to_assign_list").json()["results"]
    assert trail.rows() == [("load:open", "ok")]
    assert [(row["pid"], row["is_alone"]) for row in rows] == [(case.pid, True), (new.pid, False)]
    assert rows[1]["alias"] == {"state": "value", "value": "Wren"}
    assert (rows[0]["workers"], rows[1]["workers"]) == ([], [cast.caseworker2.user.display_name])


def test_a_case_from_which_the_coordinator_is_kept_away_stands_nowhere(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-1)
    offer(cast.caseworker, case, cast.caseworker2.user)
    block(cast.coordinator.user, case, cast.coordinator2.user)
    found = overview(cast)
    assert found["handovers"] == [] and all(load["late_count"] == 0 for load in found["loads"])
    assert ask(cast.coordinator, "get", "to_assign_list").json()["results"] == []


def test_another_office_has_its_own(cast: Cast, case: Case):
    theirs = make_case(cast.outsider.user, alias="Away")
    CaseGrant.objects.filter(content_object=theirs).update(ended_at=timezone.now())
    assert cast.outsider.user.pid not in {load["user"] for load in overview(cast)["loads"]}
    rows = ask(cast.coordinator, "get", "to_assign_list").json()["results"]
    assert theirs.pid not in {row["pid"] for row in rows}


@pytest.mark.parametrize("name", ["caseworker", "legal", "auditor", "administrator", "outsider"])
def test_only_coordinators(cast: Cast, name: str):
    for route in ("load_detail", "to_assign_list"):
        trail = Trail()
        assert ask(getattr(cast, name), "get", route).status_code == 404
        assert [outcome for _tag, outcome in trail.rows()] == ["refused"]
