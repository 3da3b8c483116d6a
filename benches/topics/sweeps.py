"""sweep: one sweep of alerts with 500 due now among 1,000,000 due things, by the same among 10,000.

`BENCH_DUES` makes the large table smaller while one works on it; the name of the figure says how many there were.
"""

import os
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from audit.record import scope
from benches.fill import fill_real
from benches.fill_work import insert
from benches.measure import say, seconds, settle
from benches.run import Bench
from benches.world import World, make_world
from cases import due_kinds
from cases.models import Case
from common.pid import new_pid
from reminders.hours import office_zone
from reminders.ladder.actions import raise_alerts
from reminders.models import SOON, Alert, DueThing, Message, OfficeCalendar

DUES, FEW = int(os.environ.get("BENCH_DUES", "1000000")), 10_000
NOW, ROUNDS = 500, 9


def run(bench: Bench) -> None:
    """First the small table, then the large one: the same sweep, on the same cases."""
    world = make_world()
    fill_real(world)
    zone = office_zone()
    OfficeCalendar.objects.get_or_create(organisation=world.organisation, defaults={"planned_zone": zone})
    DueThing.objects.update(next_alert_at=None)
    cases = list(Case.objects.visible_to(world.caseworker).values_list("pk", flat=True)[:NOW])
    _fill(world, cases, FEW)
    few = _sweep(FEW)
    _fill(world, cases, DUES - FEW)
    many = _sweep(DUES)
    bench.add(f"sweep.of_{DUES}_by_{FEW}", many / few, 1.5)
    bench.add(f"sweep.seconds_for_{NOW}_among_{DUES}", many)


def _sweep(count: int) -> float:
    """The median time in seconds of a sweep that raises NOW alerts for the first time."""
    say(f"sweeping {NOW} of {count}")
    settle()
    times, yesterday = [], timezone.localdate() - timedelta(days=1)
    rows = list(DueThing.objects.filter(detail_id__isnull=False).order_by("pk").values_list("pk", flat=True)[:NOW])
    for _round in range(ROUNDS):
        Alert.objects.all().delete()
        Message.objects.all().delete()
        DueThing.objects.filter(pk__in=rows).update(next_alert_at=SOON, due_on=yesterday)
        with scope(via="command", purpose="bench"):
            times.append(seconds(raise_alerts))
        raised = Alert.objects.values("due").distinct().count()
        if raised != NOW:
            raise RuntimeError(f"{raised} of {NOW} were alerted")
    return statistics.median(times)


def _fill(world: World, cases: list[Any], count: int) -> None:
    """Open due things that come up within two years, none of them now."""
    say(f"filling {count} due things")
    names = [field.column for field in DueThing._meta.concrete_fields]
    insert(DueThing, names, (tuple(row[name] for name in names) for row in _rows(world, cases, count)))


def _rows(world: World, cases: list[Any], count: int) -> Iterator[dict[str, Any]]:
    begun = f"{timezone.now() - timedelta(days=30):%Y-%m-%d %H:%M:%S}"
    today = timezone.localdate()
    for number in range(count):
        day: date = today + timedelta(days=20 + number % 700)
        yield {
            "pid": new_pid(),
            "created_at": begun,
            "updated_at": begun,
            "id": uuid4(),
            "organisation_id": world.organisation.pk,
            "owner_id": world.caseworker.pk,
            "kind": due_kinds.NEXT_STEP,
            "subject_type": due_kinds.CASE,
            "subject_id": cases[number % len(cases)],
            "detail_id": uuid4(),
            "due_on": day.isoformat(),
            "due_at": None,
            "zone": "",
            "state": "open",
            "snoozed_until": None,
            "reason": "",
            "done_at": None,
            "done_by_id": None,
            "next_alert_at": f"{day} 08:00:00",
            "round": 1,
            "begun_at": begun,
            "answered_at": None,
        }
