"""Hearings of a case in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.document.linking import LinkedDocument, linked_document
from cases.hearing.choices import HearingMeasure, HearingState, MeasureState
from cases.models import Case, HearingPart
from cases.proceeding.queries import label_of
from common.shown import Shown, show

TONES = {MeasureState.READY.value: "ok", MeasureState.REFUSED.value: "late", MeasureState.NOT_NEEDED.value: ""}


@dataclass(frozen=True)
class HearingLine:
    """One hearing: when, where, and what is arranged for this person, as (words, tone)."""

    row: HearingPart
    held: Shown
    when: str
    measures: tuple[tuple[str, str], ...] = ()
    place: str = ""
    remark: str = ""
    document: LinkedDocument | None = None

    @property
    def is_planned(self) -> bool:
        return bool(self.row.hearing.state == HearingState.PLANNED)


def hearings_of(case: Case) -> dict[UUID, list[HearingLine]]:
    """Hearings of a case in scope by proceeding, those that lie ahead first, then the newest."""
    rows = HearingPart.objects.filter(case=case).select_related("document", "hearing", "told_by")
    found: dict[UUID, list[HearingLine]] = {}
    for line in _sorted(hearing_line(row) for row in rows):
        found.setdefault(line.row.proceeding_id, []).append(line)
    return found


def _sorted(lines: Iterable[HearingLine]) -> list[HearingLine]:
    every = sorted(lines, key=lambda line: line.row.hearing.held_on)
    return [line for line in every if line.is_planned] + [line for line in reversed(every) if not line.is_planned]


def hearing_line(row: HearingPart) -> HearingLine:
    """One hearing in words."""
    held, when, document = show(row.facts), when_of(row), linked_document(row.document)
    if not held:
        return HearingLine(row, held, when, document=document)
    measures = tuple(
        (
            _("%(measure)s: %(state)s")
            % {"measure": measure.label, "state": label_of(MeasureState, held.value[measure.value]).lower()},
            TONES.get(held.value[measure.value], "soon"),
        )
        for measure in HearingMeasure
        if held.value.get(measure.value)
    )
    return HearingLine(row, held, when, measures, held.value.get("place", ""), held.value.get("remark", ""), document)


def when_of(row: HearingPart) -> str:
    """The day, and the hour by the office's clock if there is one."""
    hearing = row.hearing
    day = formats.date_format(hearing.held_on, "DATE_FORMAT")
    if hearing.starts_at is None:
        return day
    hour = formats.time_format(timezone.localtime(hearing.starts_at))
    return _("%(day)s, %(time)s") % {"day": day, "time": hour}
