"""The stay of each case for the matrices: a status, an event, a day that is watched."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from cases import due_kinds
from cases.models import Case, Hearing, HearingPart, LegalLimit, StatusDate, StatusEvent, StatusSheet
from reminders.actions import schedule_due
from tests.factories.accounts import make_user


def stay_below(case: Case, worker: User) -> str:
    """Written past the actions, which take none on a closed case. The pid of the watched day."""
    today = timezone.localdate()
    end_on = (today + timedelta(days=30)).isoformat()
    StatusSheet.of(
        case,
        standing={"status": "reflection", "tracks": {}, "since": today.isoformat()},
        cooperation={"answer": "later", "on": today.isoformat()},
        in_order={"papers": "yes", "end_on": end_on},
    ).save(force_insert=True)
    event = StatusEvent.of(
        case,
        number=1,
        recorded_by=worker,
        facts={
            "event": "reasonable_grounds_found",
            "on": today.isoformat(),
            "from": "no_status",
            "to": "reflection",
            "paper": "seen",
        },
    )
    event.save(force_insert=True)
    _watched(case, worker, event, worker, ended_at=timezone.now(), ended_by=worker)
    # Somebody else typed it, so that each of the cast may be the second who reads it.
    return str(_watched(case, make_user(case.organisation), event, worker).pid)


def _watched(case: Case, typist: User, event: StatusEvent, worker: User, **ended: Any) -> StatusDate:
    """A limit of an appeal that is watched, or was."""
    today = timezone.localdate()
    end_on = (today + timedelta(days=30)).isoformat()
    pk = uuid4()
    due = schedule_due(
        actor=worker,
        owner=worker,
        kind="day.8",
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=today + timedelta(days=30),
        detail_id=pk,
    )
    day = StatusDate.of(case, pk=pk, due=due, event=event, recorded_by=typist, **ended)
    day.facts = {
        "what": "appeal_limit",
        "on": end_on,
        "end_on": end_on,
        "start_on": today.isoformat(),
        "basis": "letter",
        "paper": "seen",
    }
    day.save(force_insert=True)
    return day


def stop_days(case: Case, worker: User) -> None:
    """Nothing runs on the case any more, so that it can be closed."""
    ended = {"ended_at": timezone.now(), "ended_by": worker}
    for model in (StatusDate, LegalLimit):
        model.objects.filter(case=case, ended_at__isnull=True).update(**ended)
    parts = HearingPart.objects.filter(case=case)
    Hearing.objects.filter(pk__in=parts.values("hearing")).update(state="held")
