"""Each emergency opening is judged by somebody else in three working days; what is not raises an alarm."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases.emergency.queries import MOST_PER_PERSON, alarms_for
from cases.models import Case, EmergencyOpening
from reminders.models import DueThing
from tests.cases.api import ask as call
from tests.cast import Cast, Member
from tests.factories.cases import acting, block, make_case
from tests.factories.reading import opened, tags_of


@pytest.fixture
def emergency(cast: Cast, case: Case) -> EmergencyOpening:
    cast.shelter.confirm()
    answer = cast.shelter.post("cases:emergency_open", number=case.reference, reason="missing", words="At the door.")
    assert answer.status_code == 302, answer.content.decode()
    return EmergencyOpening.objects.get()


def alarms(user: User) -> list[str]:
    with acting(user):
        return alarms_for(user).sentences


def used(cast: Cast, case: Case, count: int, *, days: int = 1) -> None:
    """`count` emergency openings of the shelter's, some days ago."""
    at = timezone.now() - timedelta(days=days)
    for _number in range(count):
        EmergencyOpening.of(
            case, opened_by=cast.shelter.user, opened_at=at, until=at, reason="danger", review_by=timezone.localdate()
        ).save(force_insert=True)


def read_often(cast: Cast, case: Case, count: int) -> None:
    for _number in range(count):
        assert cast.caseworker.get("cases:case_detail", case).status_code == 200


def test_it_is_listed_and_judged(cast: Cast, emergency: EmergencyOpening):
    listed = cast.coordinator.get("cases:emergency_list").content.decode()
    assert emergency.case.reference in listed and cast.shelter.user.display_name in listed
    page = cast.coordinator.get("cases:emergency_review", emergency).content.decode()
    assert "At the door." in page and "penicillin" not in page
    answer = cast.coordinator.post("cases:emergency_review", emergency, verdict="justified", judgement="")
    assert answer.status_code == 302
    emergency.refresh_from_db()
    assert (emergency.verdict, emergency.judged_by) == ("justified", cast.coordinator.user)
    assert "emergency:review" in tags_of(emergency.case)
    assert not DueThing.objects.open().filter(kind__startswith="case.emergency_review").exists()


def test_what_was_not_right_is_said(cast: Cast, emergency: EmergencyOpening):
    page = cast.coordinator.post("cases:emergency_review", emergency, verdict="not_justified", judgement="")
    assert "Write one sentence about what was not right." in page.content.decode()
    cast.coordinator.post("cases:emergency_review", emergency, verdict="not_justified", judgement="The worker was in.")
    emergency.refresh_from_db()
    assert emergency.verdict == "not_justified"
    assert opened(cast.caseworker.user, emergency, "judgement") == "The worker was in."


def test_it_is_judged_once(cast: Cast, emergency: EmergencyOpening):
    cast.coordinator.post("cases:emergency_review", emergency, verdict="justified", judgement="")
    answer = cast.coordinator2.post("cases:emergency_review", emergency, verdict="not_justified", judgement="x")
    assert answer.status_code == 409


def test_only_a_coordinator_who_may_open_the_case_judges(cast: Cast, emergency: EmergencyOpening):
    block(cast.coordinator2.user, emergency.case, cast.coordinator.user)
    for name in ("coordinator2", "shelter", "caseworker", "auditor", "administrator", "outsider", "legal"):
        member: Member = getattr(cast, name)
        answer = member.post("cases:emergency_review", emergency, verdict="justified", judgement="")
        assert answer.status_code == 404, name
    assert emergency.case.reference not in cast.coordinator2.get("cases:emergency_list").content.decode()


def test_nobody_judges_the_own_one(cast: Cast, emergency: EmergencyOpening):
    User.objects.filter(pk=cast.shelter.user.pk).update(role="coordinator")
    assert cast.shelter.post("cases:emergency_review", emergency, verdict="justified").status_code == 404


def test_unjudged_after_three_working_days_it_alarms_first_the_coordinator_then_those_who_watch(
    cast: Cast, emergency: EmergencyOpening
):
    read_often(cast, emergency.case, 12)
    assert alarms(cast.coordinator.user) == alarms(cast.auditor.user) == []
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        lead = Member(next(iter(DueThing.objects.filter(kind=f"case.emergency_review:{emergency.pid}"))).owner)
        lead.sign_in()
        assert "late" in lead.get("cases:today").content.decode()
        for member in (lead, Member(cast.auditor.user), Member(cast.administrator.user)):
            member.sign_in()
            page = member.get("cases:emergency_list").content.decode()
            assert "1 emergency opening was not judged in time." in page, member.username
        for member in (Member(cast.auditor.user), Member(cast.administrator.user)):
            member.sign_in()
            assert emergency.case.reference not in member.get("cases:emergency_list").content.decode()
            assert "1 emergency opening was not judged in time." in member.get("cases:today").content.decode()


def test_more_than_three_in_thirty_days_says_that_the_rules_are_wrong(cast: Cast, case: Case):
    read_often(cast, case, 60)
    used(cast, case, MOST_PER_PERSON)
    used(cast, case, 1, days=31)
    assert alarms(cast.auditor.user) == []
    used(cast, case, 1)
    name = cast.shelter.user.display_name
    assert alarms(cast.auditor.user) == [f"{name} needed 4 emergency openings in 30 days: the rules may be wrong."]


def test_more_than_a_tenth_of_all_openings_says_so_too(cast: Cast, case: Case):
    used(cast, case, 1)
    read_often(cast, case, 9 - Event.objects.filter(tag="case:open", outcome="ok").count())
    assert alarms(cast.coordinator.user) == []
    used(cast, case, 1)
    assert alarms(cast.coordinator.user) == ["2 of 11 openings in 30 days were emergencies: the rules may be wrong."]


def test_alarms_count_the_own_organisation_only(cast: Cast, case: Case):
    theirs = make_case(cast.outsider.user)
    used(cast, theirs, 5)
    assert alarms(cast.auditor.user) == []


@pytest.mark.parametrize("role", ["caseworker", "shelter", "health", "legal", "partner"])
def test_the_list_is_for_those_who_judge_or_watch(cast: Cast, role: str):
    assert getattr(cast, role).get("cases:emergency_list").status_code == 404


def test_over_the_api(cast: Cast, emergency: EmergencyOpening):
    listed = call(cast.coordinator, "get", "emergency_list").json()["results"]
    assert [row["pid"] for row in listed] == [emergency.pid]
    assert call(cast.auditor, "get", "emergency_list").json()["results"] == []
    body = {"verdict": "justified"}
    assert call(cast.caseworker, "post", "emergency_review", emergency, body=body).status_code == 404
    assert call(cast.coordinator, "post", "emergency_review", emergency, body=body).status_code == 204
    again = call(cast.coordinator, "post", "emergency_review", emergency, body=body)
    assert (again.status_code, again.json()["code"]) == (409, "judged_already")
