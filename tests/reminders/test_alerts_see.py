"""Notices: what one was alerted of, seen or not; seeing it ends nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from cases.models import Case
from reminders.actions import complete_due
from reminders.ladder.actions import see_alerts
from reminders.models import Alert, DueThing
from tests.access.world_ladders import make_alert
from tests.cast import Cast, Member
from tests.factories.cases import block, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user, alias="Zqheron")


@pytest.fixture
def alert(cast: Cast, case: Case) -> Alert:
    return make_alert(cast.coordinator.user, cast.caseworker.user, case, step="lead:before:0")


def shown(member: Member) -> str:
    return member.get("cases:notice_list").content.decode()


def test_a_notice_says_a_number_and_that_something_is_due(cast: Cast, case: Case, alert: Alert) -> None:
    page = shown(cast.coordinator)
    assert case.reference in page
    assert "has not answered yet" in page
    assert "Zqheron" not in page
    assert "Agree the next step" not in page
    assert [event.tag for event in Event.objects.filter(actor_id=cast.coordinator.user.pk)] == ["notice:list"]


def test_seeing_it_leaves_it_to_do(cast: Cast, case: Case, alert: Alert) -> None:
    assert "1 new notice" in cast.coordinator.get("cases:today").content.decode()
    assert cast.coordinator.post("cases:notice_see").status_code == 302
    assert Alert.objects.get().seen_at is not None
    assert "new notice" not in cast.coordinator.get("cases:today").content.decode()
    assert case.reference in shown(cast.coordinator)
    assert DueThing.objects.get(pk=alert.due_id).state == "open"
    assert Event.objects.filter(tag="notice:see").count() == 1


def test_only_the_own(cast: Cast, alert: Alert) -> None:
    assert see_alerts(actor=cast.coordinator2.user, alerts=[alert]) == 0
    assert Alert.objects.get().seen_at is None
    assert not Event.objects.filter(tag="notice:see").exists()


def test_what_is_done_or_closed_to_the_reader_is_gone(cast: Cast, case: Case, alert: Alert) -> None:
    mine = make_alert(cast.caseworker.user, cast.caseworker.user, make_case(cast.caseworker.user, alias="Wren"))
    block(cast.coordinator.user, case, cast.coordinator2.user)
    assert case.reference not in shown(cast.coordinator)
    assert "new notice" not in cast.coordinator.get("cases:today").content.decode()
    complete_due(actor=cast.caseworker.user, due=mine.due)
    assert "There is no notice for you." in shown(cast.caseworker)


def test_over_the_api(cast: Cast, case: Case, alert: Alert) -> None:
    (row,) = cast.coordinator.client.get("/api/v1/notices/").json()["results"]
    assert (row["pid"], row["reference"], row["is_new"], row["part"]) == (alert.pid, case.reference, True, "lead")
    assert cast.coordinator.client.post("/api/v1/notices/").status_code == 204
    assert not cast.coordinator.client.get("/api/v1/notices/").json()["results"][0]["is_new"]


def test_two_and_twenty_cost_the_same(cast: Cast) -> None:
    counts = []
    for number in (1, 1, 18):
        for one in range(number):
            made = make_case(cast.caseworker.user, alias=f"Heron {number} {one}")
            make_alert(cast.coordinator.user, cast.caseworker.user, made)
        with CaptureQueriesContext(connection) as asked:
            shown(cast.coordinator)
        counts.append(len(asked))
    assert counts[1] == counts[2]
