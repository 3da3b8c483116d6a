"""Finding patterns in a stream of events: one small counter for each finding, all fed with the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from cases.look.choices import LookKind
from reports.digest.choices import LIMITS, WEEKS_BEFORE, Finding

HOUR = timedelta(hours=1)
LOOKING = frozenset({LookKind.READ, LookKind.REVEAL, LookKind.EMERGENCY})


@dataclass(frozen=True, slots=True)
class Seen:
    """One event, as far as patterns need it. `at` is local; `reveals`: how many locked fields it opened."""

    at: datetime
    actor: UUID
    kind: LookKind
    is_refused: bool
    case: UUID | None
    reveals: int
    is_this_week: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest."""

    finding: Finding
    first_day: date
    last_day: date
    count: int
    actor: UUID | None = None
    case: UUID | None = None
    usual: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "finding": self.finding.value,
            "actor": str(self.actor or ""),
            "case": str(self.case or ""),
            "count": self.count,
            "usual": self.usual,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Staff:
    """What is known of an account: role, team, and since when it is closed."""

    role: str
    team: UUID | None
    closed_at: datetime | None


@dataclass
class Week:
    """Counts of one week, and of the four weeks before where it matters what is usual."""

    first_day: date
    last_day: date
    staff: Mapping[UUID, Staff]
    count: int = 0
    _window: dict[UUID, list[tuple[datetime, UUID]]] = field(default_factory=lambda: defaultdict(list))
    _most: dict[UUID, tuple[int, date]] = field(default_factory=dict)
    _looked: dict[UUID, dict[UUID, list[datetime]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _wrote: set[tuple[UUID, UUID]] = field(default_factory=set)
    _nights: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))
    _nights_before: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    _cases_before: dict[UUID, set[tuple[int, UUID]]] = field(default_factory=lambda: defaultdict(set))
    _reveals: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    _reveals_before: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    _run: dict[UUID, tuple[int, datetime]] = field(default_factory=dict)
    _longest: dict[UUID, tuple[int, date]] = field(default_factory=dict)
    _after_end: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))

    def take(self, seen: Seen) -> None:
        """Count one event; they come in their order."""
        if seen.is_this_week:
            self.count += 1
            self._refused(seen)
            self._former(seen)
        if seen.is_refused:
            return
        if seen.case is not None and seen.kind == LookKind.CHANGE:
            self._wrote.add((seen.actor, seen.case))
        held = self._reveals if seen.is_this_week else self._reveals_before
        held[seen.actor] += seen.reveals
        if seen.case is None or seen.kind not in LOOKING:
            return
        self._night(seen)
        if seen.is_this_week:
            self._looked[seen.actor][seen.case].append(seen.at)
            self._hour(seen, seen.case)
        else:
            weeks_ago = (self.first_day - seen.at.date()).days // 7
            self._cases_before[seen.actor].add((weeks_ago, seen.case))

    def _hour(self, seen: Seen, case: UUID) -> None:
        window = self._window[seen.actor]
        window.append((seen.at, case))
        while seen.at - window[0][0] >= HOUR:
            window.pop(0)
        cases = len({found for _at, found in window})
        if cases > self._most.get(seen.actor, (0, seen.at.date()))[0]:
            self._most[seen.actor] = cases, seen.at.date()

    def _night(self, seen: Seen) -> None:
        if LIMITS.night_until <= seen.at.hour < LIMITS.night_from:
            return
        # The small hours belong to the night that began the day before.
        night = (seen.at - timedelta(hours=LIMITS.night_until)).date()
        if seen.is_this_week:
            self._nights[seen.actor].append(night)
        else:
            self._nights_before[seen.actor].add(night)

    def _refused(self, seen: Seen) -> None:
        count, last = self._run.get(seen.actor, (0, seen.at))
        in_time = seen.at - last <= timedelta(minutes=LIMITS.minutes_between_tries)
        count = (count + 1 if in_time else 1) if seen.is_refused else 0
        self._run[seen.actor] = count, seen.at
        if count > self._longest.get(seen.actor, (0, seen.at.date()))[0]:
            self._longest[seen.actor] = count, seen.at.date()

    def _former(self, seen: Seen) -> None:
        closed_at = self.staff[seen.actor].closed_at if seen.actor in self.staff else None
        if closed_at is not None and seen.at > closed_at:
            self._after_end[seen.actor].append(seen.at.date())

    # What was found

    def found(self) -> Iterable[Line]:
        """The lines about people; who looks at cases of other teams is asked apart, since it needs assignments."""
        for actor, (cases, day) in self._most.items():
            if cases >= LIMITS.cases_in_an_hour:
                yield Line(Finding.MANY_CASES, day, day, cases, actor)
        for actor, nights in self._nights.items():
            is_usual = len(self._nights_before[actor]) >= LIMITS.nights_that_are_usual
            if len(nights) >= LIMITS.openings_at_night and not is_usual:
                yield Line(Finding.AT_NIGHT, min(nights), max(nights), len(nights), actor)
        yield from self._many_reveals()
        yield from self._many_in_week()
        for actor, cases_read in self._looked.items():
            for case, times in cases_read.items():
                hours = len({(at.date(), at.hour) for at in times})
                if hours >= LIMITS.hours_of_reading and (actor, case) not in self._wrote:
                    yield Line(Finding.READ_ONLY, times[0].date(), times[-1].date(), hours, actor, case)
        for actor, (tries, day) in self._longest.items():
            if tries >= LIMITS.refused_in_a_row:
                yield Line(Finding.REFUSED_ROW, day, day, tries, actor)
        for actor, days in self._after_end.items():
            yield Line(Finding.FORMER_STAFF, min(days), max(days), len(days), actor)

    def _many_reveals(self) -> Iterable[Line]:
        by_role: dict[str, list[int]] = defaultdict(list)
        for actor, staff in self.staff.items():
            if staff.closed_at is None:
                by_role[staff.role].append(self._reveals.get(actor, 0))
        for actor, count in self._reveals.items():
            role = self.staff[actor].role if actor in self.staff else ""
            own = -(-self._reveals_before.get(actor, 0) // WEEKS_BEFORE)
            usual = max(own, round(median(by_role.get(role) or [0])))
            if count >= LIMITS.fewest_reveals and count > LIMITS.times_usual * usual:
                yield Line(Finding.MANY_REVEALS, self.first_day, self.last_day, count, actor, usual=usual)

    def _many_in_week(self) -> Iterable[Line]:
        """Different cases in the week, held against the own weeks before and against colleagues in the same role."""
        by_role: dict[str, list[int]] = defaultdict(list)
        for actor, staff in self.staff.items():
            if staff.closed_at is None:
                by_role[staff.role].append(len(self._looked.get(actor, ())))
        for actor, cases in list(self._looked.items()):
            role = self.staff[actor].role if actor in self.staff else ""
            own = -(-len(self._cases_before.get(actor, ())) // WEEKS_BEFORE)
            usual = max(own, round(median(by_role.get(role) or [0])))
            if len(cases) >= LIMITS.fewest_cases_in_a_week and len(cases) > LIMITS.times_usual * usual:
                yield Line(Finding.MANY_IN_WEEK, self.first_day, self.last_day, len(cases), actor, usual=usual)

    def looked(self) -> Mapping[UUID, Mapping[UUID, list[datetime]]]:
        """{actor: {case: moments}} of this week."""
        return self._looked
