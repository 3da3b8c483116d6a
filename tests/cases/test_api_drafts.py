"""The own drafts over the API: named by their form, thrown away by their writer."""

import pytest

from cases.intake.choices import KIND
from cases.models import Case, SituationLink
from common.drafts.actions import save_draft
from common.models import Draft
from common.pid import new_pid
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.factories.cases import acting, block

SECRET = "Zq: she waits at the well"


def keep(member: Member, kind: str, key: str = "", name: str = "text") -> Draft:
    with acting(member.user):
        return save_draft(owner=member.user, kind=kind, key=key, content={name: [SECRET]})


def test_all_that_was_begun_is_listed_and_nothing_that_was_typed(cast: Cast, case: Case):
    note, risk = keep(cast.caseworker, "note", case.pid), keep(cast.caseworker, "risk_review", case.pid, "reason")
    call, intake = keep(cast.caseworker, "call_create"), keep(cast.caseworker, KIND, new_pid())
    keep(cast.coordinator, "note", case.pid)
    trail = Trail()
    answer = ask(cast.caseworker, "get", "draft_list")
    assert trail.rows() == [("case:list", "ok")]
    rows = {row["pid"]: row for row in answer.json()["results"]}
    assert set(rows) == {note.pid, risk.pid, call.pid, intake.pid}
    assert rows[risk.pid]["kind"] == "risk_review" and rows[risk.pid]["words"] == "Look at the risk"
    assert rows[note.pid]["case"]["pid"] == case.pid and rows[note.pid]["case"]["alias"]["state"] == "value"
    assert rows[call.pid]["case"] is None and rows[intake.pid]["case"] is None
    assert [row["saved_at"] for row in answer.json()["results"]] == sorted(
        (row["saved_at"] for row in rows.values()), reverse=True
    )
    assert "she waits" not in answer.content.decode()
    for row in rows.values():
        assert cast.caseworker.client.get(row["page"]).status_code == 200, row


def test_about_a_case_that_may_not_be_opened_any_more_nothing_is_said(cast: Cast, case: Case):
    keep(cast.caseworker, "note", case.pid)
    block(cast.caseworker.user, case, cast.coordinator.user)
    trail = Trail()
    assert ask(cast.caseworker, "get", "draft_list").json() == {"results": []}
    assert trail.rows() == []


def test_one_is_thrown_away_and_a_second_time_finds_none(cast: Cast, case: Case):
    draft, other = keep(cast.caseworker, "note", case.pid), keep(cast.caseworker, "risk_review", case.pid)
    trail = Trail()
    assert ask(cast.caseworker, "post", "draft_discard", draft).status_code == 204
    assert trail.rows() == [] and list(Draft.objects.all()) == [other]
    again = ask(cast.caseworker, "post", "draft_discard", draft)
    assert (again.status_code, again.json()["code"]) == (404, "not_found")
    assert Draft.objects.get() == other


def test_what_waits_for_an_intake_ends_with_it(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:situation_begin", case, what="raid").status_code == 302
    draft = Draft.objects.get(kind=KIND)
    assert SituationLink.objects.get(case__isnull=True).awaited_pid == draft.key
    assert ask(cast.caseworker, "post", "draft_discard", draft).status_code == 204
    assert not Draft.objects.exists() and not SituationLink.objects.in_force().filter(case__isnull=True).exists()


@pytest.mark.parametrize("name", ["coordinator", "administrator", "outsider"])
def test_nobody_sees_or_drops_anothers(cast: Cast, case: Case, name: str):
    draft = keep(cast.caseworker, "note", case.pid)
    assert ask(getattr(cast, name), "get", "draft_list").json() == {"results": []}
    trail = Trail()
    assert ask(getattr(cast, name), "post", "draft_discard", draft).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] and Draft.objects.exists()
