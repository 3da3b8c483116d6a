"""A notice of release: the person is called today, the risk is looked at today, and no message says why."""

import pytest

from cases import due_kinds as case_kinds
from cases.legal import due_kinds
from cases.models import Case, Release
from reminders.models import DueThing
from reminders.registry import kind_of
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import day, due, make_record
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(cast: Cast, case: Case) -> Release:
    return make_record(cast.caseworker.user, case, Release)


def test_a_call_and_a_look_at_the_risk_are_due_today(cast: Cast, case: Case, release: Release):
    assert cast.caseworker.get("cases:release_notice", case, release).status_code == 200
    assert cast.caseworker.post("cases:release_notice", case, release, version=1).status_code == 302
    assert last_event(case).tag == "release:notice"
    [call] = due(release, due_kinds.RELEASE_TOLD)
    assert call.due_on == day(0) and call.owner == cast.caseworker.user
    risk = DueThing.objects.open().get(subject_id=case.pk, kind=case_kinds.RISK_REVIEW)
    assert risk.due_on <= day(0)
    words = str(kind_of(call.kind).label).lower()
    assert "release" not in words and "prison" not in words


def test_a_second_notice_waits_until_the_call_was_made(cast: Cast, case: Case, release: Release):
    assert ask(cast.caseworker, "post", "release_notice", case, release, body={"version": 1}).status_code == 204
    again = ask(cast.caseworker, "post", "release_notice", case, release, body={"version": 2})
    assert again.status_code == 409 and again.json()["code"] == "notice_before"
