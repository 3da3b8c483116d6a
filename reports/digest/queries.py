"""Reading a week of the trail, and telling what was found in words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import Event
from audit.tags import Outcome
from cases.look.choices import LookKind, kind_of_tag
from cases.look.queries import LOCKED
from cases.models import Case, CaseGrant, ConflictBlock, EmergencyOpening
from reports.digest.choices import LIMITS, WEEKS_BEFORE, Finding
from reports.digest.models import Digest
from reports.digest.patterns import Line, Seen, Staff, Week

_LOCKED = frozenset(LOCKED)
CHUNK = 2000
# Weeks in the list.
MOST = 60


def week_before(today: date) -> tuple[date, date]:
    """Monday and Sunday of the last whole week before `today`."""
    first = today - timedelta(days=today.weekday() + 7)
    return first, first + timedelta(days=6)


def find_lines(organisation_id: UUID, first_day: date, last_day: date) -> tuple[list[Line], int]:
    """What was found in these days (local, both included), and how many events there were. Opens no sealed field."""
    week = Week(first_day, last_day, _staff(organisation_id))
    for seen in _stream(organisation_id, first_day, last_day):
        week.take(seen)
    lines = [
        *week.found(),
        *_other_teams(week),
        *_emergencies(organisation_id, last_day),
        *_after_blocks(organisation_id, first_day, last_day),
    ]
    order = {finding: place for place, finding in enumerate(Finding)}
    return sorted(lines, key=lambda line: (order[line.finding], -line.count, str(line.actor))), week.count


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def _staff(organisation_id: UUID) -> dict[UUID, Staff]:
    rows = User.objects.filter(organisation_id=organisation_id)
    return {
        pk: Staff(role, team, closed_at)
        for pk, role, team, closed_at in rows.values_list("pk", "role", "team_id", "deactivated_at")
    }


def _stream(organisation_id: UUID, first_day: date, last_day: date) -> Iterator[Seen]:
    """Events of people in their order, from four weeks earlier on. What commands and tasks did is no one's habit."""
    begin = _midnight(first_day)
    rows = Event.objects.filter(
        organisation_id=organisation_id,
        at__gte=_midnight(first_day - timedelta(weeks=WEEKS_BEFORE)),
        at__lt=_midnight(last_day + timedelta(days=1)),
        actor__isnull=False,
    ).order_by("seq")
    columns = ("at", "actor_id", "tag", "outcome", "case_id", "detail")
    for at, actor, tag, outcome, case, detail in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if '"via":' in detail:
            continue
        yield Seen(
            at=timezone.localtime(at),
            actor=actor,
            kind=kind_of_tag(tag),
            is_refused=outcome == Outcome.REFUSED,
            case=case,
            reveals=_reveals(detail),
            is_this_week=at >= begin,
        )


def _reveals(detail: str) -> int:
    if '"revealed":' not in detail:
        return 0
    return sum(count for label, count in json.loads(detail).get("revealed", {}).items() if label in _LOCKED)


def _other_teams(week: Week) -> Iterator[Line]:
    """Cases of other teams that somebody with a team opened without ever having been assigned in that week."""
    looked = week.looked()
    actors = [actor for actor in looked if actor in week.staff and week.staff[actor].team is not None]
    cases = {case for actor in actors for case in looked[actor]}
    teams = dict(Case.objects.filter(pk__in=cases).values_list("pk", "team_id"))
    spans: dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]] = {}
    grants = CaseGrant.objects.filter(user__in=actors, content_object__in=cases)
    for user, case, begin, until, ended in grants.values_list(
        "user_id", "content_object_id", "granted_at", "until", "ended_at"
    ):
        spans.setdefault((user, case), []).append((begin, min(until, ended) if ended else until))
    for actor in actors:
        strange: dict[UUID, list[datetime]] = {}
        for case, moments in looked[actor].items():
            if teams.get(case) in {None, week.staff[actor].team}:
                continue
            held = spans.get((actor, case), [])
            if outside := [at for at in moments if not any(begin <= at < end for begin, end in held)]:
                strange[case] = outside
        if len(strange) >= LIMITS.cases_of_another_team:
            days = [at.date() for moments in strange.values() for at in moments]
            yield Line(Finding.OTHER_TEAM, min(days), max(days), len(strange), actor)


def _emergencies(organisation_id: UUID, last_day: date) -> Iterator[Line]:
    """Emergency openings past the day by which somebody should have judged them."""
    rows = EmergencyOpening.objects.filter(organisation_id=organisation_id, verdict="", review_by__lte=last_day)
    for actor, case, at in rows.order_by("opened_at").values_list("opened_by_id", "case_id", "opened_at"):
        day = timezone.localdate(at)
        yield Line(Finding.EMERGENCY, day, day, 1, actor, case)


def _after_blocks(organisation_id: UUID, first_day: date, last_day: date) -> Iterator[Line]:
    """Who tried to open a case soon after a conflict block kept them from it. The line names no case."""
    within = timedelta(hours=LIMITS.hours_after_a_block)
    begin, end = _midnight(first_day), _midnight(last_day + timedelta(days=1))
    blocks = ConflictBlock.objects.filter(
        case__organisation_id=organisation_id, created_at__gte=begin - within, created_at__lt=end
    )
    tried: dict[UUID, list[date]] = {}
    since = list(blocks.values_list("user_id", "case_id", "created_at"))
    rows = Event.objects.filter(
        organisation_id=organisation_id,
        at__gte=begin,
        at__lt=end,
        outcome=Outcome.REFUSED,
        actor_id__in={user for user, _case, _at in since},
        case_id__in={case for _user, case, _at in since},
    )
    for actor, case, at in rows.order_by("seq").values_list("actor_id", "case_id", "at"):
        if any((actor, case) == (user, kept) and begun < at <= begun + within for user, kept, begun in since):
            tried.setdefault(actor, []).append(timezone.localdate(at))
    for actor, days in tried.items():
        yield Line(Finding.AFTER_BLOCK, min(days), max(days), len(days), actor)


def newest_digests(user: User) -> list[Digest]:
    """The weeks that `user` reviews, the newest first."""
    return list(Digest.objects.visible_to(user).select_related("reviewed_by").order_by("-first_day")[:MOST])


@dataclass(frozen=True)
class Told:
    """A line in words, with the way to the rows behind it."""

    finding: str
    who: str
    what: str
    reference: str
    url: str


# Which rows of the trail stand behind a finding.
_KINDS = {
    Finding.MANY_CASES: LookKind.READ,
    Finding.MANY_IN_WEEK: LookKind.READ,
    Finding.OTHER_TEAM: LookKind.READ,
    Finding.AT_NIGHT: LookKind.READ,
    Finding.MANY_REVEALS: LookKind.REVEAL,
    Finding.READ_ONLY: LookKind.READ,
    Finding.EMERGENCY: LookKind.EMERGENCY,
}


def told_lines(digest: Digest) -> list[Told]:
    """The lines of a digest in words; two queries."""
    actors = {line["actor"] for line in digest.lines if line["actor"]}
    cases = {line["case"] for line in digest.lines if line["case"]}
    of_own = {"organisation_id": digest.organisation_id}
    people = {str(user.pk): user for user in User.objects.filter(pk__in=actors, **of_own)}
    references = {
        str(pk): reference
        for pk, reference in Case.objects.filter(pk__in=cases, **of_own).values_list("pk", "reference")
    }
    return [_told(line, people.get(line["actor"]), references.get(line["case"], "")) for line in digest.lines]


def _told(line: dict[str, Any], actor: User | None, reference: str) -> Told:
    finding = Finding(line["finding"])
    asked = {
        "actor": actor.pid if actor else "",
        "kind": _KINDS[finding].value if finding in _KINDS else "",
        "outcome": Outcome.REFUSED.value if finding in {Finding.REFUSED_ROW, Finding.AFTER_BLOCK} else "",
        "hours": "night" if finding == Finding.AT_NIGHT else "",
        # The small hours of the last night lie on the next day.
        "first_day": line["first_day"],
        "last_day": _next_day(line["last_day"]) if finding == Finding.AT_NIGHT else line["last_day"],
        "reference": reference,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return Told(
        finding=str(finding.label),
        who=actor.display_name if actor else _("Somebody else"),
        what=_sentence(finding, int(line["count"]), int(line["usual"])),
        reference=reference,
        url=f"{reverse('reports:audit_list')}?{query}",
    )


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _sentence(finding: Finding, count: int, usual: int) -> str:
    sentences = {
        Finding.MANY_CASES: _("%(count)s different cases within one hour."),
        Finding.MANY_IN_WEEK: _("%(count)s different cases in the week; usual are %(usual)s."),
        Finding.AFTER_BLOCK: _("%(count)s tries."),
        Finding.OTHER_TEAM: _("%(count)s cases of another team."),
        Finding.AT_NIGHT: _("%(count)s times between 22:00 and 6:00, and not used to it."),
        Finding.MANY_REVEALS: _("%(count)s locked fields in the week; usual are %(usual)s."),
        Finding.READ_ONLY: _("In %(count)s different hours."),
        Finding.REFUSED_ROW: _("%(count)s tries, one after the other."),
        Finding.EMERGENCY: _("The day by which it should have been judged has passed."),
        Finding.FORMER_STAFF: _("%(count)s events after the account was closed."),
    }
    return sentences[finding] % {"count": count, "usual": usual}


def unread(digests: Iterable[Digest]) -> int:
    """How many wait for somebody."""
    return sum(digest.reviewed_at is None for digest in digests)
