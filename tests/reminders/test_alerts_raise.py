"""The sweep: who is told of what, once, whatever happened to the sweeps before."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cases import due_kinds
from cases.assignment.actions import give_assignment
from cases.cover.actions import give_cover
from cases.models import Case, CaseGrant, Cover
from reminders.actions import complete_due, give_due, move_due, schedule_due, snooze_due
from reminders.choices import SnoozeReason
from reminders.ladder.actions import raise_alerts
from reminders.models import SOON, Alert, DueThing, Message, OfficeCalendar
from reminders.outbox.choices import Template
from tests.cast import Cast
from tests.factories.cases import acting, block, make_case, make_task
from tests.reminders.alerting import alerts_of, clock, kinds, schedule, wall

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)
LEADS = [("coordinator", "lead"), ("coordinator2", "lead")]
EVERYBODY = [*LEADS, ("caseworker", "worker")]


@pytest.fixture
def case(cast: Cast) -> Case:
    with clock(MONDAY - timedelta(days=3)):
        return quiet_case(cast)


def quiet_case(cast: Cast, alias: str = "Heron") -> Case:
    """A case of the caseworker's about which nothing is due yet."""
    case = make_case(cast.caseworker.user, alias=alias)
    DueThing.objects.filter(subject_id=case.pk).delete()
    return case


def sweep(day: date, hour: time = time(12)) -> None:
    with clock(day, hour):
        raise_alerts()


def told(due: DueThing, step: str) -> list[tuple[str, str]]:
    return [(name, part) for key, name, part in alerts_of(due) if key == step]


def test_a_right_reaches_worker_and_coordinator_at_once_and_each_day(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=30))
        raise_alerts()
        raise_alerts()
    assert told(due, f"day:{MONDAY}") == EVERYBODY
    sweep(MONDAY + timedelta(days=1), time(7, 59))
    assert Alert.objects.count() == 3
    sweep(MONDAY + timedelta(days=1), time(8))
    assert told(due, "day:2026-06-02") == EVERYBODY
    with clock(MONDAY + timedelta(days=2)):
        complete_due(actor=cast.caseworker.user, due=due)
        raise_alerts()
    assert Alert.objects.count() == 6
    assert DueThing.objects.get(pk=due.pk).next_alert_at is None


def test_seeing_it_ends_nothing(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=30))
        raise_alerts()
    Alert.objects.update(seen_at=timezone.now())
    sweep(MONDAY + timedelta(days=1))
    assert told(due, "day:2026-06-02") == EVERYBODY


def test_what_is_quiet_reaches_the_worker_and_without_an_answer_the_coordinator(cast: Cast, case: Case) -> None:
    friday = MONDAY + timedelta(days=4)
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "task", friday)
    sweep(friday, time(8))
    assert alerts_of(due) == [("before:0", "caseworker", "worker")]
    sweep(MONDAY + timedelta(days=8), time(7, 59))
    assert len(alerts_of(due)) == 1
    sweep(MONDAY + timedelta(days=8), time(8))
    assert told(due, "lead:before:0") == LEADS
    sweep(MONDAY + timedelta(days=8), time(9))
    assert len(alerts_of(due)) == 3


@pytest.mark.parametrize("answer", ["snooze", "move", "give"])
def test_an_answer_keeps_it_from_the_coordinator(cast: Cast, case: Case, answer: str) -> None:
    worker, legal = cast.caseworker.user, cast.legal.user
    with clock(MONDAY):
        with acting(cast.coordinator.user):
            give_assignment(actor=cast.coordinator.user, case=case, user=legal)
        due = schedule(case, worker, "task", MONDAY + timedelta(days=1))
    sweep(MONDAY + timedelta(days=1))
    with clock(MONDAY + timedelta(days=2)):
        if answer == "snooze":
            snooze_due(actor=worker, due=due, until=MONDAY + timedelta(days=10), reason=SnoozeReason.ANSWER)
        elif answer == "move":
            move_due(actor=worker, due=due, due_on=MONDAY + timedelta(days=10), due_at=None)
        else:
            give_due(actor=worker, due=due, to_user=legal)
        raise_alerts()
    sweep(MONDAY + timedelta(days=3))
    assert "lead:before:0" not in [step for step, _name, _part in alerts_of(due)]
    assert (("before:0", "legal", "worker") in alerts_of(due)) is (answer == "give")


def test_while_the_owner_is_away_who_stands_in_is_told(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "task", MONDAY + timedelta(days=1))
        right = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        with acting(cast.coordinator.user):
            give_cover(
                actor=cast.coordinator.user,
                absent=cast.caseworker.user,
                colleagues=[cast.caseworker2.user],
                until=timezone.now() + timedelta(days=9),
            )
    sweep(MONDAY + timedelta(days=1))
    assert told(due, "before:0") == [("caseworker2", "stand_in")]
    assert told(right, "day:2026-06-02") == [
        *LEADS,
        ("caseworker2", "stand_in"),
        ("caseworker", "worker"),
    ]
    Cover.objects.update(ended_at=wall(MONDAY + timedelta(days=1), time(13)))
    CaseGrant.objects.filter(cover__isnull=False).update(ended_at=wall(MONDAY + timedelta(days=1), time(13)))
    sweep(MONDAY + timedelta(days=2))
    assert told(right, "day:2026-06-03") == EVERYBODY


def test_only_who_is_active_and_may_open_the_case_is_told(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        block(cast.coordinator.user, case, cast.coordinator2.user)
        User.objects.filter(pk=cast.caseworker.user.pk).update(is_active=False)
        raise_alerts()
    # The team's coordinator is kept away, so the other office's coordinators are asked.
    assert told(due, f"day:{MONDAY}") == [("coordinator2", "lead")]


def test_a_colleague_of_the_same_work_is_deputy_and_another_s_words_stay_closed(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        with acting(cast.coordinator.user):
            for user in (cast.caseworker2.user, cast.health.user):
                give_assignment(actor=cast.coordinator.user, case=case, user=user)
        right = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        task = make_task(cast.health.user, case, days=0)
        DueThing.objects.filter(pk=task.due_id).update(owner=cast.caseworker.user, due_on=MONDAY + timedelta(days=1))
        raise_alerts()
    assert ("caseworker2", "deputy") in told(right, f"day:{MONDAY}")
    assert "health" not in {name for name, _part in told(right, f"day:{MONDAY}")}
    sweep(MONDAY + timedelta(days=1))
    assert "caseworker" not in {name for _step, name, _part in alerts_of(task.due)}


def test_nobody_to_tell_is_tried_again(cast: Cast) -> None:
    with clock(MONDAY):
        due = schedule_due(
            actor=cast.caseworker.user,
            owner=cast.caseworker.user,
            kind="test.appeal_limit",
            subject_type="nobody.knows",
            subject_id=uuid4(),
            due_on=MONDAY + timedelta(days=3),
        )
        raise_alerts()
        assert DueThing.objects.get(pk=due.pk).next_alert_at == timezone.now() + timedelta(hours=1)
    assert not Alert.objects.exists()


def test_after_an_outage_each_step_comes_in_order_and_letters_do_not_flood(cast: Cast) -> None:
    with clock(MONDAY - timedelta(days=3)):
        cases = [quiet_case(cast, f"Heron {number}") for number in range(4)]
        dues = [schedule(one, cast.caseworker.user, "permit_expiry", MONDAY + timedelta(days=62)) for one in cases]
    sweep(MONDAY + timedelta(days=60))
    for due in dues:
        mine = [step for step, name, _part in alerts_of(due) if name == "caseworker"]
        assert mine == ["before:90", "before:60", "before:30", "before:14", "day:2026-07-31"]
    urgent = Message.objects.filter(is_urgent=True)
    assert sorted(urgent.values_list("recipient__username", "template")) == [
        ("caseworker", Template.NOW),
        ("coordinator", Template.STAND_IN),
        ("coordinator2", Template.STAND_IN),
    ]
    assert Message.objects.filter(is_urgent=False, template=Template.DUE).count() == 16


def test_a_row_that_was_settled_behind_the_action_s_back_is_left_alone(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        DueThing.objects.filter(pk=due.pk).update(state="done", next_alert_at=SOON)
        raise_alerts()
    assert not Alert.objects.exists()
    assert DueThing.objects.get(pk=due.pk).next_alert_at is None


def test_one_that_cannot_be_reckoned_keeps_no_other_silent(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        other = quiet_case(cast, "Wren")
        broken = schedule(case, cast.caseworker.user, "hearing", MONDAY + timedelta(days=20))
        # No action writes such a day.
        DueThing.objects.filter(pk=broken.pk).update(due_on=date.max)
        fine = schedule(other, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        raise_alerts()
    assert told(fine, f"day:{MONDAY}") == EVERYBODY


def test_a_sweep_costs_the_same_number_of_queries_for_two_and_for_twenty(cast: Cast) -> None:
    counts = []
    with clock(MONDAY):
        raise_alerts()
        for number in (1, 2, 20):
            for one in range(number):
                one_case = quiet_case(cast, f"Heron {number} {one}")
                schedule(one_case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
            with CaptureQueriesContext(connection) as asked:
                raise_alerts()
            counts.append(len(asked))
    assert counts[1] == counts[2]


def test_another_zone_moves_what_is_to_come(cast: Cast, case: Case, settings: Any) -> None:
    with clock(MONDAY):
        due = schedule(case, cast.caseworker.user, "task", MONDAY + timedelta(days=3))
        raise_alerts()
        assert DueThing.objects.get(pk=due.pk).next_alert_at == wall(MONDAY + timedelta(days=3), time(8))
        settings.TIME_ZONE = "America/New_York"
        raise_alerts()
        there = wall(MONDAY + timedelta(days=3), time(8), "America/New_York")
        assert DueThing.objects.get(pk=due.pk).next_alert_at == there
        assert set(OfficeCalendar.objects.values_list("planned_zone", flat=True)) == {"America/New_York"}


def test_notices_reach_their_colleague_once(cast: Cast, case: Case) -> None:
    with clock(MONDAY):
        due = schedule_due(
            actor=cast.coordinator.user,
            owner=cast.caseworker.user,
            kind=due_kinds.of_row(due_kinds.ASKED, "0123456789"),
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=MONDAY,
        )
        raise_alerts()
    sweep(MONDAY + timedelta(days=30))
    assert alerts_of(due) == [("at_once", "caseworker", "worker")]


def test_an_alert_and_a_letter_say_nothing_of_what_it_is(cast: Cast, case: Case) -> None:
    """Nothing about a case stands in an alert or in a letter but that something is due."""
    with clock(MONDAY):
        schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=20))
        raise_alerts()
    words = {field.name for field in Alert._meta.fields if field.get_internal_type() in {"CharField", "TextField"}}
    assert words == {"pid", "part", "step", "reach"}
    assert "appeal" not in str(list(Message.objects.values()) + list(Alert.objects.values()))


def test_what_is_set_down_while_the_sweep_reads_is_told_by_this_sweep(cast: Cast, case: Case) -> None:
    """Where others write meanwhile, a row can be younger than the moment at which the sweep began to look."""
    with clock(MONDAY, time(12, 0, 1)):
        due = schedule(case, cast.caseworker.user, "appeal_limit", MONDAY + timedelta(days=30))
    with clock(MONDAY, time(12)) as moved:

        def meanwhile(execute: Any, sql: str, *more: Any) -> Any:
            if sql.startswith("SELECT") and "next_alert_at" in sql:
                moved.move_to(wall(MONDAY, time(12, 0, 2)))
            return execute(sql, *more)

        with connection.execute_wrapper(meanwhile):
            raise_alerts()
    assert told(due, f"day:{MONDAY}") == EVERYBODY
