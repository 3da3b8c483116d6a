"""Reading the trail: who looked at a case, and the auditor's list. Reading it is an event itself; the page says so."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from audit.models import Event
from audit.querysets import EventQuerySet
from audit.tags import Outcome

PAGE = 50


@dataclass(frozen=True, slots=True)
class Look:
    """One line: who, what, when. `revealed`: {"app.model.field": times}; `changed`: names of fields.

    `actor` is the account, or None for a command or a failed sign-in. In the auditor's list a refused line says
    nothing about its subject, so that the list is no way to learn what exists.
    """

    seq: int
    at: datetime
    actor: Any
    tag: str
    tag_words: str
    outcome: str
    outcome_words: str
    subject_type: str
    subject_id: str
    case_id: UUID | None
    revealed: dict[str, int]
    changed: Sequence[str]
    via: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of lines, newest first. `older` is the keyset for the next page, None at the end."""

    rows: list[Look]
    older: int | None


def _look(event: Event, *, hides_refused_subject: bool) -> Look:
    detail = json.loads(event.detail)
    is_hidden = hides_refused_subject and event.outcome == Outcome.REFUSED
    return Look(
        seq=event.seq,
        at=event.at,
        actor=event.actor,
        tag=event.tag,
        tag_words=event.tag_words,
        outcome=event.outcome,
        outcome_words=event.outcome_words,
        subject_type="" if is_hidden else event.subject_type,
        subject_id="" if is_hidden else event.subject_id,
        case_id=None if is_hidden else event.case_id,
        revealed={} if is_hidden else detail.get("revealed", {}),
        changed=() if is_hidden else detail.get("changed", ()),
        via=detail.get("via", "web"),
    )


def _page(events: EventQuerySet, older_than: int | None, size: int, *, hides_refused_subject: bool) -> Page:
    if older_than is not None:
        events = events.filter(seq__lt=older_than)
    found = list(events.select_related("actor").order_by("-seq")[: size + 1])
    rows = [_look(event, hides_refused_subject=hides_refused_subject) for event in found[:size]]
    return Page(rows, rows[-1].seq if len(found) > size else None)


def looks(
    case_id: UUID,
    *,
    older_than: int | None = None,
    size: int = PAGE,
    tags: Iterable[str] = (),
    labels: Iterable[str] = (),
    outcome: str = "",
) -> Page:
    """Everybody who opened, read, changed or was refused this case, newest first, from whatever organisation.

    `tags`, `labels`, `outcome` narrow it as in `filtered`.

    The caller has checked that its user may read this (`cases`). Lists that showed the alias among others are left
    out: their rows name up to a thousand cases and stay with the auditor.
    """
    events = _narrowed(Event.objects.of_case(case_id), tags, labels, outcome)
    return _page(events, older_than, size, hides_refused_subject=False)


def _narrowed(events: EventQuerySet, tags: Iterable[str], labels: Iterable[str], outcome: str) -> EventQuerySet:
    wanted = Q()
    if chosen := list(tags):
        wanted |= Q(tag__in=chosen)
    for label in labels:
        # Labels stand in the detail as keys of what was revealed, never as values.
        wanted |= Q(detail__contains=f'"{label}":')
    if outcome:
        events = events.filter(outcome=outcome)
    return events.filter(wanted)


def filtered(
    user: Any,
    *,
    actor_id: UUID | None = None,
    tags: Iterable[str] = (),
    labels: Iterable[str] = (),
    outcome: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
    case_id: UUID | None = None,
    first_hour: int | None = None,
    last_hour: int | None = None,
) -> EventQuerySet:
    """The rows that `user` may read and that fit. Days and hours are local and both included.

    `tags` or `labels` of revealed fields: one of them is enough. From a late first hour to an early last one is the night.
    """
    events = _narrowed(Event.objects.visible_to(user), tags, labels, outcome)
    if actor_id is not None:
        events = events.filter(actor_id=actor_id)
    if first_hour is not None and last_hour is not None and first_hour > last_hour:
        events = events.filter(Q(at__hour__gte=first_hour) | Q(at__hour__lte=last_hour))
    elif first_hour is not None or last_hour is not None:
        events = events.filter(at__hour__gte=first_hour or 0, at__hour__lte=23 if last_hour is None else last_hour)
    if first_day is not None:
        events = events.filter(at__gte=_midnight(first_day))
    if last_day is not None:
        events = events.filter(at__lt=_midnight(last_day + timedelta(days=1)))
    if case_id is not None:
        # A refused try is no proof of a case, so a filter by case never finds one.
        events = events.filter(case_id=case_id).exclude(outcome=Outcome.REFUSED)
    return events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def event_page(user: Any, *, older_than: int | None = None, size: int = PAGE, **filters: Any) -> Page:
    """A page of the auditor's list; `filters` as in `filtered`."""
    return _page(filtered(user, **filters), older_than, size, hides_refused_subject=True)
