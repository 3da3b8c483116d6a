"""The coordinator's overview: counts and ages, each leading to a list; a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.overview.queries import loads_of
from common.drafts.actions import save_draft
from common.models import Draft
from tests.cases.test_cover_give import give
from tests.cases.test_handover_offer import offer
from tests.cast import Cast
from tests.factories.cases import acting, block, make_case, make_due


def page(cast: Cast) -> str:
    return cast.coordinator.get("cases:load_detail").content.decode()


def test_each_worker_with_open_cases_and_late_things(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-2)
    loads = {load.user.username: load for load in cast.coordinator.get("cases:load_detail").context["loads"]}
    assert (loads["caseworker"].case_count, loads["caseworker"].late_count) == (1, 1)
    assert (loads["caseworker2"].case_count, loads["caseworker2"].late_count) == (0, 0)


def test_late_things_of_closed_cases_and_of_another_office_are_no_load(cast: Cast, case: Case):
    make_due(cast.caseworker.user, make_case(cast.caseworker.user, alias="Gone", is_closed=True), days=-2)
    make_due(cast.caseworker.user, make_case(cast.outsider.user, alias="Away"), days=-2)
    make_due(cast.caseworker.user, case, days=2)
    loads = {load.user.username: load for load in cast.coordinator.get("cases:load_detail").context["loads"]}
    assert loads["caseworker"].late_count == 0


def test_late_things_are_asked_one_by_one_and_no_list_of_all_cases_is_read(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-2)
    with CaptureQueriesContext(connection) as asked:
        assert loads_of(cast.coordinator.user)
    late = [query["sql"] for query in asked.captured_queries if 'FROM "reminders_duething"' in query["sql"]]
    assert len(late) == 1 and "EXISTS(SELECT" in late[0] and '"subject_id" IN (SELECT' not in late[0]


def lines(cast: Cast) -> dict[str, int]:
    found = cast.coordinator.get("cases:load_detail").context["lines"]
    return {str(line.label): line.count for line in found}


def test_lines_count_what_needs_a_look_and_lead_to_the_list(cast: Cast, case: Case):
    before = lines(cast)
    assert before["No contact for 30 days"] == 0 and before["Cases with something late"] == 0
    make_due(cast.caseworker.user, case, days=-1)
    Case.objects.filter(pk=case.pk).update(last_contact_on=timezone.localdate() - timedelta(days=31))
    last_day = str(timezone.localdate() + timedelta(days=5))
    cast.coordinator.post("cases:assignment_give", case, user=cast.legal.user.pid, last_day=last_day)
    other = make_case(cast.caseworker.user, alias="Wren")
    after = lines(cast)
    assert after["No contact for 30 days"] == 1 and after["Cases with something late"] == 1
    assert after["Assignments that end within 14 days"] == 1
    for only in ("late", "quiet", "ending"):
        text = cast.coordinator.get("cases:case_list", only=only).content.decode()
        assert case.reference in text and other.reference not in text


def test_absence_handovers_and_drafts_are_counted_without_content(cast: Cast, case: Case):
    with acting(cast.caseworker.user):
        save_draft(owner=cast.caseworker.user, kind="note", key=case.pid, content={"text": "Secret words"})
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=9))
    offer(cast.caseworker, case, cast.caseworker2.user)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    text = page(cast)
    assert "away until" in text and case.reference in text
    assert "Secret words" not in text and "Heron" not in text and "night porter" not in text
    drafts = cast.coordinator.get("cases:load_detail").context["drafts"]
    assert [(one.user, one.count) for one in drafts] == [(cast.caseworker.user, 1)]


def test_a_case_from_which_the_coordinator_is_kept_away_counts_nowhere(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-1)
    offer(cast.caseworker, case, cast.caseworker2.user)
    block(cast.coordinator.user, case, cast.coordinator2.user)
    answer = cast.coordinator.get("cases:load_detail")
    assert case.reference not in answer.content.decode()
    assert all((load.case_count, load.late_count) == (0, 0) for load in answer.context["loads"])


def test_the_number_of_queries_does_not_grow(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case, days=-1)
    page(cast)
    with CaptureQueriesContext(connection) as few:
        page(cast)
    for number in range(12):
        one = make_case(cast.caseworker2.user, alias=f"Bird {number}")
        make_due(cast.caseworker2.user, one, days=-number)
    with CaptureQueriesContext(connection) as many:
        page(cast)
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["caseworker", "legal", "auditor", "administrator"])
def test_only_coordinators(cast: Cast, name: str):
    member = getattr(cast, name)
    assert member.get("cases:load_detail").status_code == 404
    assert member.get("cases:assignment_list").status_code == 404
