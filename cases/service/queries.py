"""Reads of services given: a list, totals, and what they answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Dependant, NeedSheet, ServiceGiven
from cases.need.choices import NeedState, NeedType
from cases.service.choices import (
    ABOUT_HEALTH,
    PalermoCategory,
    Provider,
    ServiceType,
    Unit,
    need_of,
    palermo_of,
    unit_of,
)
from common.shown import Shown, State, show

MOST = 500
TYPES, PROVIDERS = dict(ServiceType.choices), dict(Provider.choices)


@dataclass(frozen=True)
class Given:
    """A service in words. `remark` is a sealed cell, or None where none was written."""

    row: ServiceGiven
    facts: Shown
    code: str = ""
    kind: str = ""
    amount: str = ""
    provider: str = ""
    for_whom: str = ""
    met: str = ""
    units: Decimal = Decimal(0)
    remark: Any = None

    @property
    def is_health(self) -> bool:
        return self.code in ABOUT_HEALTH

    @property
    def counts(self) -> bool:
        """Whether it stands in a total."""
        return bool(self.code) and self.row.withdrawn_at is None


@dataclass(frozen=True)
class Total:
    """How much of one thing was given."""

    label: str
    times: int
    amount: str


@dataclass(frozen=True)
class NeedLine:
    """A need of the person, and what answered it: how often, when last, and whether it is met."""

    label: str
    state: str
    tone: str
    times: int
    last_on: date | None


@dataclass
class Services:
    """What the page of services shows."""

    rows: list[Given]
    types: list[Total] = field(default_factory=list)
    palermo: list[Total] = field(default_factory=list)
    needs: list[NeedLine] = field(default_factory=list)
    needs_held: Shown = field(default_factory=lambda: Shown(State.EMPTY))
    has_locked: bool = False


def given(row: ServiceGiven, dependants: Mapping[str, str]) -> Given:
    """One service. A code that no list knows is shown as it is."""
    cell = row.facts if not row.facts.is_null else row.health_facts
    held = show(cell)
    if not held:
        return Given(row, held, remark=_remark(row))
    code = str(held.value.get("type", ""))
    units = number(held.value.get("units"))
    whom = held.value.get("for", "")
    met = held.value.get("met", "")
    return Given(
        row,
        held,
        code=code,
        kind=str(TYPES.get(code, code)),
        amount=amount(units, code),
        provider=str(PROVIDERS.get(held.value.get("provider", ""), "")),
        for_whom=dependants.get(whom, _("A dependant")) if whom else "",
        met=str(NeedType(met).label) if met in NeedType.values else "",
        units=units,
        remark=_remark(row),
    )


def _remark(row: ServiceGiven) -> Any:
    """The cell with words. Who may not read a cell sees its lock, whether anything is in it or not."""
    if not row.health_remark.is_null:
        return row.health_remark
    return row.remark if not row.remark.is_null or not row.remark.may_reveal() else None


def number(text: Any) -> Decimal:
    """A stored amount; what is none counts as 0."""
    try:
        return Decimal(str(text or 0))
    except InvalidOperation:
        return Decimal(0)


def amount(units: Decimal, code: str) -> str:
    """ "1.5 hours"."""
    whole = int(units.to_integral_value(ROUND_CEILING))
    words = {
        Unit.NIGHTS: ngettext("%(number)s night", "%(number)s nights", whole),
        Unit.HOURS: ngettext("%(number)s hour", "%(number)s hours", whole),
        Unit.SESSIONS: ngettext("%(number)s session", "%(number)s sessions", whole),
        Unit.ITEMS: ngettext("%(number)s item", "%(number)s items", whole),
    }
    return words[unit_of(code)] % {"number": format(units.normalize(), "f")}


def dependant_names(case: Case) -> dict[str, str]:
    """{pid: words}: the relation if it may be read, else a number. Never a name."""
    found = {}
    for place, row in enumerate(Dependant.objects.filter(case=case).order_by("created_at"), start=1):
        held = show(row.relation)
        relation = _("Cannot be shown") if held.state == State.TAMPERED else held.value if held else ""
        found[row.pid] = (
            _("Dependant %(number)s: %(relation)s") % {"number": place, "relation": relation}
            if relation
            else _("Dependant %(number)s") % {"number": place}
        )
    return found


def services_of(case: Case, *, since: date | None = None, until: date | None = None) -> Services:
    """Services in a period (days inclusive), newest first, with totals of those that count and may be read."""
    found = ServiceGiven.objects.filter(case=case).select_related("recorded_by", "withdrawn_by")
    inside = Q()
    if since is not None:
        inside &= Q(given_on__gte=since)
    if until is not None:
        inside &= Q(given_on__lte=until)
    names = dependant_names(case)
    rows = [given(row, names) for row in found.filter(inside).order_by("-given_on", "-created_at")[:MOST]]
    counted = [row for row in rows if row.counts]
    services = Services(rows=rows, has_locked=any(row.facts.state == State.LOCKED for row in rows))
    services.types = _totals((row.code, row.kind, row) for row in counted)
    services.palermo = _by_category(counted)
    _add_needs(services, case, counted)
    return services


def _totals(rows: Iterable[tuple[str, str, Given]]) -> list[Total]:
    sums: dict[str, tuple[str, int, Decimal]] = {}
    for code, label, row in rows:
        _label, times, units = sums.get(code, (label, 0, Decimal(0)))
        sums[code] = (label, times + 1, units + row.units)
    order = {kind.value: place for place, kind in enumerate(ServiceType)}
    return [
        Total(label, times, amount(units, code))
        for code, (label, times, units) in sorted(sums.items(), key=lambda item: order.get(item[0], len(order)))
    ]


def _by_category(rows: Iterable[Given]) -> list[Total]:
    """Palermo art. 6(3): all four kinds, also those of which nothing was given, then the rest."""
    times = dict.fromkeys(PalermoCategory, 0)
    for row in rows:
        times[palermo_of(row.code)] += 1
    return [
        Total(str(category.label), count, "")
        for category, count in times.items()
        if count or category != PalermoCategory.OTHER
    ]


def _add_needs(services: Services, case: Case, rows: list[Given]) -> None:
    """The person's needs in her order, each with what answered it."""
    sheet = NeedSheet.objects.filter(case=case).first() or NeedSheet.of(case)
    held = show(sheet.needs)
    services.needs_held = held
    tones = {NeedState.MET.value: "ok", NeedState.OPEN.value: "soon"}
    states = dict(NeedState.choices)
    for line in held.value if held else []:
        code, state = line.get("type", ""), line.get("state", NeedState.OPEN.value)
        answers = [row for row in rows if need_of(row.code) == code and not row.for_whom]
        services.needs.append(
            NeedLine(
                label=str(dict(NeedType.choices).get(code, code)),
                state=str(states.get(state, state)),
                tone=tones.get(state, ""),
                times=len(answers),
                last_on=max((row.row.given_on for row in answers), default=None),
            )
        )


def first_of(period: str) -> date | None:
    """The first day of a period that the page offers; None: from the beginning."""
    today = timezone.localdate()
    days = {"month": today.replace(day=1), "year": today.replace(month=1, day=1)}
    return days.get(period)
