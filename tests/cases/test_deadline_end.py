"""Only what was done ends the watch of a day; and no case is closed over one."""

from datetime import timedelta

import pytest
from django.utils import formats

from cases.hooks import blockers_of
from cases.models import Case, StatusDate
from reminders.ladder.actions import raise_alerts
from reminders.models import Alert
from tests.cases.api import ask
from tests.cases.stay import DAY, row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def detention(cast: Cast, case: Case) -> StatusDate:
    tell(cast.caseworker, case, "detained")
    return row_of(cast.caseworker.user, case, "detention")


def end(member, row: StatusDate, **fields):
    sent = {"outcome": "The lawyer was told at noon", "told": "lawyer", "told_on": str(TODAY), "version": 1}
    return member.post("cases:deadline_end", row.case.pid, row.pid, **(sent | fields))


def test_it_is_watched_until_somebody_says_what_was_done(cast: Cast, case: Case, detention: StatusDate):
    assert end(cast.caseworker, detention, outcome=" ").status_code == 200
    assert watched(cast.caseworker.user, case) == {"detention": TODAY}
    assert end(cast.caseworker, detention).status_code == 302
    detention.refresh_from_db()
    assert detention.ended_by == cast.caseworker.user and detention.due.state == "done"
    assert opened(cast.caseworker.user, detention, "outcome") == "The lawyer was told at noon"
    assert last_event(case).tag == "deadline:end" and watched(cast.caseworker.user, case) == {}
    assert "at noon" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_twice_is_a_conflict(cast: Cast, detention: StatusDate):
    end(cast.caseworker, detention)
    assert end(cast.caseworker, detention).status_code == 409


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_ends_it(cast: Cast, detention: StatusDate, username: str):
    assert end(getattr(cast, username), detention).status_code == 404


def test_a_case_with_a_running_day_is_not_closed_and_the_day_is_named(cast: Cast, case: Case):
    last = TODAY + timedelta(days=30)
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=last)
    page = cast.caseworker.get("cases:case_close", case).content.decode()
    assert formats.date_format(last, "DATE_FORMAT") in page and "Hand the case over" in page
    sent = {"reason": "goals_reached", "closed_on": str(TODAY), "version": case.version}
    answer = cast.caseworker.post("cases:case_close", case, **sent)
    case.refresh_from_db()
    assert not case.is_closed and formats.date_format(last, "DATE_FORMAT") in answer.content.decode()
    for what in ("reflection_end", "cooperation"):
        end(cast.caseworker, row_of(cast.caseworker.user, case, what))
    cast.caseworker.post("cases:case_close", case, **sent)
    case.refresh_from_db()
    assert case.is_closed


def test_the_lane_shows_the_next_thirty_days(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 10 * DAY)
    assert "What is due in the next 30 days" in cast.caseworker.get("cases:residence_list", case).content.decode()


@pytest.mark.parametrize(
    ("event", "what"), [("detained", "detention"), ("removal_order_served", "removal"), ("removed", "removal")]
)
def test_an_incident_is_kept_with_who_was_told_and_when(cast: Cast, case: Case, event: str, what: str):
    tell(cast.caseworker, case, event)
    row = row_of(cast.caseworker.user, case, what)
    assert "Who was told?" in cast.caseworker.get("cases:deadline_end", case.pid, row.pid).content.decode()
    told = ["rights_body", "lawyer"]
    assert end(cast.caseworker, row, told=told, told_on=str(TODAY - DAY)).status_code == 302
    facts = opened(cast.caseworker.user, StatusDate.objects.get(pk=row.pk), "facts")
    assert (facts["told"], facts["told_on"]) == (["lawyer", "rights_body"], str(TODAY - DAY))
    assert last_event(case).tag == "deadline:end" and "facts" in str(last_event(case).detail)
    page = cast.coordinator.get("cases:residence_list", case).content.decode()
    day = formats.date_format(TODAY - DAY, "DATE_FORMAT")
    assert f"Told on {day}: A lawyer, An ombudsperson, or another body for human rights" in page


@pytest.mark.parametrize(
    ("told", "told_on", "sentence"),
    [
        ([], "", "Choose who was told"),
        (["lawyer"], "", "Choose who was told"),
        (["lawyer", "nobody"], "today", "Choose who was told"),
        (["nobody"], "today", "Choose who was told"),
        (["lawyer"], "tomorrow", "This day lies ahead"),
    ],
)
def test_who_was_told_is_not_left_out(cast: Cast, detention: StatusDate, told, told_on: str, sentence: str):
    on = {"": "", "today": str(TODAY), "tomorrow": str(TODAY + DAY)}[told_on]
    answer = end(cast.caseworker, detention, told=told, told_on=on)
    detention.refresh_from_db()
    assert answer.status_code == 200 and sentence in answer.content.decode() and detention.ended_at is None


def test_that_nobody_was_told_yet_is_said_as_well(cast: Cast, case: Case, detention: StatusDate):
    assert end(cast.caseworker, detention, told="nobody", told_on="").status_code == 302
    assert "Told: Nobody yet" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_of_another_day_it_is_not_asked(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 30 * DAY)
    row = row_of(cast.caseworker.user, case, "information")
    assert "Who was told?" not in cast.caseworker.get("cases:deadline_end", case.pid, row.pid).content.decode()
    body = {"outcome": "Told in Thai", "told": ["lawyer"], "version": 1}
    answer = ask(cast.caseworker, "post", "deadline_end", case, row, body=body)
    assert answer.status_code == 400 and "told" in str(answer.json())


def test_over_the_api_an_incident_is_kept_alike(cast: Cast, case: Case, detention: StatusDate):
    body = {"outcome": "The lawyer went there", "version": 1}
    answer = ask(cast.caseworker, "post", "deadline_end", case, detention, body=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "told_needed")
    body |= {"told": ["lawyer"], "told_on": str(TODAY)}
    assert ask(cast.caseworker, "post", "deadline_end", case, detention, body=body).status_code == 204
    shown = ask(cast.caseworker, "get", "residence_list", case).json()["ended"]
    assert [row["facts"]["value"]["told"] for row in shown] == [["lawyer"]]


@pytest.mark.parametrize("is_permit", [False, True])
def test_a_stay_that_ran_out_in_care_alarms_everybody_until_it_is_answered(cast: Cast, case: Case, is_permit: bool):
    if is_permit:
        tell(cast.caseworker, case, "status_established", status="permit_active", end_on=TODAY + 3 * DAY)
        tell(cast.caseworker, case, "permit_expired")
    else:
        tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 3 * DAY)
        tell(cast.caseworker, case, "period_end")
    days = watched(cast.caseworker.user, case)
    assert days["expired"] == TODAY
    raise_alerts()
    row = row_of(cast.caseworker.user, case, "expired")
    alerts = Alert.objects.filter(due=row.due)
    assert {alert.part for alert in alerts} >= {"worker", "lead"} and all(alert.is_urgent for alert in alerts)
    assert formats.date_format(TODAY + 0 * DAY, "DATE_FORMAT") in str(blockers_of(case)[0])
    assert end(cast.caseworker, row, outcome="Asked for a permit").status_code == 302
    assert "expired" not in watched(cast.caseworker.user, case)


def test_a_next_step_answers_a_stay_that_ran_out(cast: Cast, case: Case):
    tell(cast.caseworker, case, "status_established", status="permit_active")
    tell(cast.caseworker, case, "permit_expired")
    assert "expired" in watched(cast.caseworker.user, case)
    tell(cast.caseworker, case, "asylum_claimed")
    assert "expired" not in watched(cast.caseworker.user, case)
