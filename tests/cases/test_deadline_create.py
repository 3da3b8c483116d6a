"""One more day to watch, entered by hand."""

import pytest

from cases.assignment.actions import write_grant
from cases.models import Case, StatusDate
from cases.residence.actions import create_deadline
from cases.residence.choices import DateKind, Paper
from common.errors import NotAllowed
from tests.cases.stay import DAY, tell, watched
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.documents import make_document
from tests.factories.legal import at_work
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


def enter(member, case: Case, **fields):
    sent = {"what": "report", "on": str(TODAY + 5 * DAY), "paper": "seen", "reason": "Each month"}
    return member.post("cases:deadline_create", case, **(sent | fields))


def test_it_is_watched_with_a_neutral_thing_due(cast: Cast, case: Case):
    assert enter(cast.caseworker, case).status_code == 302
    row = StatusDate.objects.select_related("due").get(case=case)
    assert (row.due.due_on, row.due.owner, row.due.detail_id) == (TODAY + 5 * DAY, cast.caseworker.user, row.pk)
    assert row.due.kind == "day.9" and opened(cast.caseworker.user, row, "reason") == "Each month"
    assert last_event(case).tag == "deadline:create"
    today = cast.caseworker.get("cases:today").content.decode()
    assert "A day to keep" in today and "Report or sign" not in today
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Report or sign at the authority" in page and page.count("A day to keep") == 0


def test_of_two_limits_both_are_watched(cast: Cast, case: Case):
    for days in (9, 4):
        enter(cast.caseworker, case, what="appeal_limit", on=str(TODAY + days * DAY))
    assert StatusDate.objects.filter(case=case, ended_at=None).count() == 2


@pytest.mark.parametrize("fields", [{"what": "detention"}, {"on": ""}, {"paper": ""}, {"on": "x"}])
def test_what_cannot_be_comes_back(cast: Cast, case: Case, fields):
    answer = enter(cast.caseworker, case, **fields)
    assert answer.status_code == 200 and "Each month" in answer.content.decode()
    assert not StatusDate.objects.filter(case=case).exists()


def test_a_day_that_has_passed_is_late(cast: Cast, case: Case):
    enter(cast.caseworker, case, on=str(TODAY - 2 * DAY))
    assert "2 days late" in cast.caseworker.get("cases:case_detail", case).content.decode()


def test_a_health_worker_sees_a_neutral_day(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 5 * DAY)
    page = cast.health.get("cases:case_detail", case).content.decode()
    assert "A day to keep" in page and "Recovery period" not in page
    assert watched(cast.caseworker.user, case)


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_enters_one(cast: Cast, case: Case, username: str):
    assert enter(getattr(cast, username), case).status_code == 404


def test_a_document_that_the_writer_may_not_open_is_refused_by_the_action_itself(cast: Cast, case: Case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    theirs = make_document(cast.health.user, case, kind="medical")
    mine = make_document(cast.caseworker.user, case, kind="court")
    with at_work(cast.caseworker.user, case):
        entered = {"actor": cast.caseworker.user, "case": case, "what": DateKind.REPORT, "paper": Paper.SEEN}
        with pytest.raises(NotAllowed):
            create_deadline(**entered, on=TODAY + 5 * DAY, document=theirs)
        assert create_deadline(**entered, on=TODAY + 5 * DAY, document=mine).document == mine
