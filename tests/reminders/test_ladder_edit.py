"""An office changes its own ladder: with a reason, never below what a deadline needs."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from common.errors import DomainError, NotAllowed
from reminders.ladder.actions import edit_ladder, raise_alerts
from reminders.ladder.choices import LadderReason, Moment, Reach
from reminders.ladder.plan import Step
from reminders.ladder.states import (
    LadderChangedMeanwhile,
    LadderEmpty,
    LadderTooLate,
    LadderUnknown,
    StepTwice,
    StepUncounted,
)
from reminders.models import Alert, DueThing, Ladder, LadderStep
from tests.cast import Cast
from tests.reminders.alerting import clock, kinds, schedule
from tests.reminders.test_alerts_raise import MONDAY, quiet_case

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db
NEAR, FAR = Step(Moment.BEFORE, 5, Reach.ALL), Step(Moment.BEFORE, 20, Reach.LEAD_LATER)


def change(cast: Cast, *steps: Step, name: str = "coordinator", code: str = "reflection_end", version: int = 0) -> None:
    actor = getattr(cast, name).user
    edit_ladder(actor=actor, code=code, steps=steps, reason=LadderReason.OFFICE, version=version)


def form(*rows: tuple[str, str, str], version: int = 0, reason: str = "law") -> dict[str, str]:
    data = {"s-TOTAL_FORMS": str(len(rows)), "s-INITIAL_FORMS": "0", "reason": reason, "version": str(version)}
    for number, (moment, days, reach) in enumerate(rows):
        data |= {f"s-{number}-moment": moment, f"s-{number}-days": days, f"s-{number}-reach": reach}
    return data


def test_the_own_steps_hold_for_what_is_due_already(cast: Cast) -> None:
    with clock(MONDAY):
        due = schedule(quiet_case(cast), cast.caseworker.user, "reflection_end", MONDAY + timedelta(days=30))
        raise_alerts()
    with clock(MONDAY + timedelta(days=9)):
        change(cast, NEAR, FAR)
    with clock(MONDAY + timedelta(days=10)):
        raise_alerts()
    assert [row.step for row in Alert.objects.filter(due=due)] == ["before:20"]
    assert Event.objects.filter(tag="ladder:edit").count() == 1


def test_another_office_keeps_its_own(cast: Cast) -> None:
    change(cast, NEAR)
    assert Ladder.objects.visible_to(cast.coordinator2.user).count() == 1
    assert not Ladder.objects.visible_to(cast.outsider.user).exists()
    assert not LadderStep.objects.visible_to(cast.caseworker.user).exists()


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ([], LadderEmpty),
        ([FAR], LadderTooLate),
        ([NEAR, NEAR], StepTwice),
        ([NEAR, Step(Moment.EVERY, 0, Reach.ALL)], StepUncounted),
    ],
)
def test_what_a_ladder_may_not_become(cast: Cast, steps: list[Step], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        change(cast, *steps)
    assert not Ladder.objects.exists()


def test_by_coordinators_for_ladders_there_are_from_the_version_there_is(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        change(cast, NEAR, name="caseworker")
    with pytest.raises(LadderUnknown):
        change(cast, NEAR, code="nothing")
    change(cast, NEAR)
    with pytest.raises(LadderChangedMeanwhile):
        change(cast, NEAR, FAR)
    change(cast, NEAR, FAR, version=1)
    assert Ladder.objects.get().version == 2


def test_on_the_page(cast: Cast) -> None:
    url, rows = "reminders:ladder_edit", [("before", "5", "all"), ("before", "20", "lead_later"), ("", "", "worker")]
    assert "14 days before" in cast.coordinator.get("reminders:ladder_list").content.decode()
    assert cast.coordinator.get(url, "reflection_end").status_code == 200
    assert cast.coordinator.get(url, "nothing").status_code == 404
    assert cast.coordinator.post(url, "reflection_end", **form(*rows)).status_code == 302
    assert set(LadderStep.objects.values_list("moment", "days")) == {("before", 5), ("before", 20)}
    late = cast.coordinator.post(url, "reflection_end", **form(*rows))
    assert late.status_code == 409
    silent = cast.coordinator.post(url, "reflection_end", **form(("before", "20", "worker"), version=1))
    assert "within the last seven days" in silent.content.decode()
    uncounted = cast.coordinator.post(url, "reflection_end", **form(("before", "", "all"), version=1))
    assert "Say how many days." in uncounted.content.decode()
    no_reason = cast.coordinator.post(url, "reflection_end", **form(*rows, version=1, reason=""))
    assert no_reason.status_code == 200
    assert Ladder.objects.get().version == 1


def test_over_the_api(cast: Cast) -> None:
    address, client = "/api/v1/ladders/reflection_end/", cast.coordinator.client
    assert client.get("/api/v1/ladders/").status_code == 200
    before = client.get(address)
    assert not before.json()["is_own"]
    steps = [{"moment": "before", "days": 5, "reach": "all"}]
    body = json.dumps({"steps": steps, "reason": "law"})
    assert client.patch(address, body, content_type="application/json").status_code == 428
    tag = {"If-Match": before["ETag"]}
    changed = client.patch(address, body, content_type="application/json", headers=tag)
    assert (changed.status_code, changed.json()["steps"], changed.json()["is_own"]) == (200, steps, True)
    assert client.patch(address, body, content_type="application/json", headers=tag).status_code == 412
    assert DueThing.objects.count() == 0


def test_the_database_keeps_steps_apart(cast: Cast) -> None:
    change(cast, NEAR)
    ladder = Ladder.objects.get()
    for wrong in (
        {"moment": "before", "days": 5, "reach": "all"},
        {"moment": "half", "days": 5, "reach": "all"},
        {"moment": "every", "days": 0, "reach": "all"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LadderStep.objects.create(ladder=ladder, **wrong)


def test_steps_that_were_begun_come_back_as_a_draft_without_a_word_on_what_is_missing(cast: Cast) -> None:
    client, page = cast.coordinator.client, reverse("reminders:ladder_edit", args=["reflection_end"])
    kept_at = client.get(page).content.decode().partition('data-draft="')[2].partition('"')[0]
    begun = form(("before", "23", "all"), ("before", "", "all"), reason="")
    assert client.post(kept_at, begun).status_code == 204
    body = client.get(page).content.decode()
    assert 'value="23"' in body and "restored" in body and "Say how many days" not in body
    assert 'value="23"' not in cast.coordinator2.client.get(page).content.decode()
    assert client.post(page, form(("before", "23", "all"))).status_code == 302
    assert "restored" not in client.get(page).content.decode()
