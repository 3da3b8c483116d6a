"""What tests of alerts share: kinds with a ladder, and a moved clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import User
from cases import due_kinds
from cases.models import Case
from reminders import registry
from reminders.actions import schedule_due
from reminders.models import Alert, DueThing
from reminders.registry import DueKind

KINDS = ("task", "notice", "reflection_end", "permit_expiry", "appeal_limit", "hearing")
ZONE = "Europe/Brussels"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """`test.<ladder>`: a kind with that ladder."""
    for ladder in KINDS:
        monkeypatch.setitem(registry._kinds, f"test.{ladder}", DueKind(f"test.{ladder}", "x", "x", ladder=ladder))


@contextmanager
def clock(day: date, hour: time = time(12), zone: str = ZONE) -> Iterator[time_machine.Traveller]:
    """A clock that stands still at this hour of the office's."""
    with time_machine.travel(wall(day, hour, zone), tick=False) as traveller:
        yield traveller


def wall(day: date, hour: time = time(12), zone: str = ZONE) -> datetime:
    """The instant of an hour on the office's clock."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def alerts_of(due: DueThing) -> list[tuple[str, str, str]]:
    """(step, name of the recipient, part) of every alert about `due`, in the order of their steps."""
    rows = Alert.objects.filter(due=due).order_by("for_at", "step", "part", "recipient__username")
    return [(row.step, row.recipient.username, row.part) for row in rows]


def schedule(case: Case, owner: User, ladder: str, due_on: date, **more: Any) -> DueThing:
    """Something with this ladder about `case`."""
    what: dict[str, Any] = {
        "kind": f"test.{ladder}",
        "subject_type": due_kinds.CASE,
        "subject_id": case.pk,
        "due_on": due_on,
    }
    due: DueThing = schedule_due(actor=owner, owner=owner, **(what | more))
    return due
