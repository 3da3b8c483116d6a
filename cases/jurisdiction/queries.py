"""Which rule holds, and which last day it proposes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from cases.choices.words import folded
from cases.jurisdiction.choices import Confidence, LengthKind, LengthUnit
from cases.jurisdiction.models import Scheme
from cases.jurisdiction.reckoning import Reckoned, conservative, end_of, extended
from cases.jurisdiction.rest_days import rest_days_of
from cases.jurisdiction.words import ICONS, TONES, country_words, length_words

# The row that says how short a period may be at all: CETS 197 art. 13(1), at least 30 days.
SHORTEST = "COE-RP"
# Where that row is missing. Source: as above.
_SHORTEST_LENGTH, _SHORTEST_UNIT = 30, LengthUnit.DAYS
# A length of these kinds is a proposal; the letter says the true one.
_LETTER_DECIDES = (LengthKind.MINIMUM, LengthKind.MAXIMUM, LengthKind.INITIAL)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The last day that the table proposes. A decision letter overrides it, always.

    `end_on`: by the rule of the row, or provisional; None for a stay without an end. `earlier_on`: the earliest last day
    that another reading gives, never after `end_on`; this is the day to watch. `is_confirmed` is False where the row is of
    low confidence or says no length: then the day is provisional, at the shortest length that any rule allows, and the
    letter has to confirm it. `needs_letter`: the row says a least or a greatest length, so that only the letter knows.
    """

    end_on: date | None
    earlier_on: date | None
    is_confirmed: bool
    confidence: str
    scheme: Scheme
    needs_letter: bool = False

    @property
    def watch_on(self) -> date | None:
        """The day that alarms count from."""
        return self.earlier_on

    @property
    def is_in_doubt(self) -> bool:
        """Whether two readings of the rule differ."""
        return self.earlier_on != self.end_on


def propose_end(scheme: Scheme, start_on: date, *, is_child: bool = False) -> Proposal:
    """The last day of a stay under `scheme` that begins with the event on `start_on`. Writes nothing.

    A child whose rule says a length of its own gets that one. Raises nothing for a start of any year that a letter can bear.
    """
    confidence = scheme.confidence
    if scheme.length_kind == LengthKind.UNLIMITED and confidence != Confidence.LOW:
        return Proposal(None, None, True, confidence, scheme)
    own = _own_end(scheme, start_on, is_child=is_child)
    if own is not None and confidence != Confidence.LOW:
        letter = scheme.length_kind in _LETTER_DECIDES
        return Proposal(own.end_on, own.earlier_on, True, confidence, scheme, letter)
    short = shortest_end(start_on, scheme.organisation_id)
    end_on = conservative(short.end_on, own.end_on if own else None)
    earlier_on = conservative(short.earlier_on, own.earlier_on if own else None)
    return Proposal(end_on, earlier_on, False, confidence, scheme, True)


def propose_extension(scheme: Scheme, start_on: date, end_on: date, *, is_child: bool = False) -> date | None:
    """The last day after one extension that the row allows, or None if it says none in numbers; never before `end_on`.

    `is_child`: an extension in the child's best interest, where the row has one. Source: CETS 197 art. 14(2).
    """
    value, unit = scheme.extension_value, scheme.extension_unit
    if is_child and scheme.child_extension_value:
        value, unit = scheme.child_extension_value, scheme.child_extension_unit
    most_on = None
    if scheme.total_value is not None:
        whole = end_of(start_on, scheme.total_value, scheme.total_unit, count_first_day=scheme.count_first_day)
        most_on = whole.end_on
    if value is None:
        return None if most_on is None else max(end_on, most_on)
    return extended(end_on, value, unit, most_on=most_on)


def _own_end(scheme: Scheme, start_on: date, *, is_child: bool) -> Reckoned | None:
    """What the row itself says, or None if it says no number."""
    value, unit = scheme.length_value, scheme.length_unit
    if is_child and scheme.child_value:
        value, unit = scheme.child_value, scheme.child_unit
    if value is None:
        return None
    return end_of(
        start_on,
        value,
        unit,
        count_first_day=scheme.count_first_day,
        roll_forward=scheme.roll_forward,
        rest_days=rest_days_of(scheme.country_code),
        is_rule_known=scheme.verified_on is not None,
    )


def shortest_end(start_on: date, organisation_id: UUID | None) -> Reckoned:
    """The last day of the shortest period that any rule allows, from the table; also where no rule is known at all."""
    rows = schemes_of("COE", start_on, organisation_id=organisation_id)
    row = next((row for row in rows if row.code == SHORTEST), None)
    if row is None or row.length_value is None:
        return end_of(start_on, _SHORTEST_LENGTH, _SHORTEST_UNIT)
    return end_of(start_on, row.length_value, row.length_unit, count_first_day=row.count_first_day)


def schemes_of(country_code: str, on: date, *, organisation_id: UUID | None) -> list[Scheme]:
    """The rules of a country that hold for a start on `on`, as this organisation knows them; by code."""
    known = Scheme.objects.known_to(organisation_id).filter(country_code=country_code)
    return in_force(known.select_related("verified_by"), on)


def in_force(rows: Iterable[Scheme], on: date) -> list[Scheme]:
    """Of each code the version that holds for a start on `on`; by code.

    The version with the latest `valid_from` that has come counts, of several the newest; a replaced one never does. Once an
    organisation has a version of its own, newer ones of the shipped table do not count for it.
    """
    found = []
    for _code, versions in sorted(by_code(rows).items()):
        begun = [row for row in versions if row.valid_from is None or row.valid_from <= on]
        if not begun:
            continue
        row = max(begun, key=lambda row: (row.valid_from or date.min, row.version))
        if row.valid_to is None or row.valid_to >= on:
            found.append(row)
    return found


def by_code(rows: Iterable[Scheme]) -> dict[str, list[Scheme]]:
    """Versions that count, of each code, the oldest first."""
    groups: dict[str, list[Scheme]] = {}
    for row in rows:
        groups.setdefault(row.code, []).append(row)
    return {code: counting for code, versions in groups.items() if (counting := _counting(versions))}


def _counting(versions: list[Scheme]) -> list[Scheme]:
    """Without what was replaced, and without what was shipped after the organisation's own first word."""
    own = [row.version for row in versions if row.organisation_id is not None]
    first = min(own, default=None)
    kept = [row for row in versions if row.organisation_id is not None or first is None or row.version < first]
    replaced = {row.replaces_id for row in kept}
    return sorted((row for row in kept if row.pk not in replaced), key=lambda row: row.version)


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One version as a list shows it."""

    scheme: Scheme
    country: str
    length: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country, how many entries hold today, how many of them are second-hand or not confirmed, how many were checked."""

    code: str
    name: str
    count: int
    low_count: int
    medium_count: int
    checked_count: int


def line_of(scheme: Scheme) -> SchemeLine:
    """For a list or a page."""
    return SchemeLine(
        scheme, country_words(scheme), length_words(scheme), TONES[scheme.confidence], ICONS[scheme.confidence]
    )


def list_countries(user: User, on: date) -> list[CountryLine]:
    """Countries with a rule that holds on `on`, by name; what stands above the countries comes first."""
    groups: dict[str, list[Scheme]] = {}
    for row in in_force(Scheme.objects.visible_to(user), on):
        groups.setdefault(row.country_code, []).append(row)
    lines = [
        CountryLine(
            code=code,
            name=country_words(rows[0]),
            count=len(rows),
            low_count=sum(row.confidence == Confidence.LOW for row in rows),
            medium_count=sum(row.confidence == Confidence.MEDIUM for row in rows),
            checked_count=sum(row.verified_on is not None for row in rows),
        )
        for code, rows in groups.items()
    ]
    return sorted(lines, key=lambda line: (len(line.code) == 2 and line.code != "EU", folded(line.name)))


def list_schemes(user: User, *, country_code: str = "", confidence: str = "") -> list[SchemeLine]:
    """The versions that count, also those that hold for later or earlier starts only; by country, then code."""
    rows = Scheme.objects.visible_to(user).select_related("verified_by")
    if country_code:
        rows = rows.filter(country_code=country_code)
    counting = [row for versions in by_code(rows).values() for row in versions]
    shown = [row for row in counting if not confidence or row.confidence == confidence]
    return [line_of(row) for row in sorted(shown, key=lambda row: (folded(country_words(row)), row.code, row.version))]


def versions_of(user: User, scheme: Scheme) -> tuple[list[Scheme], list[Scheme]]:
    """(versions of the same code that count, all others that the user may know); the newest first."""
    rows = list(
        Scheme.objects.visible_to(user)
        .filter(code=scheme.code)
        .select_related("verified_by", "recorded_by")
        .order_by("-version")
    )
    counting = {row.pk for row in by_code(rows).get(scheme.code, [])}
    return [row for row in rows if row.pk in counting], [row for row in rows if row.pk not in counting]
