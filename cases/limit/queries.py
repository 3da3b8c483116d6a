"""Days that run out, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.case.deadlines import how_soon
from cases.document.linking import LinkedDocument, linked_document
from cases.limit.choices import LimitKind, LimitOutcome
from cases.models import Case, LegalLimit
from cases.proceeding.queries import label_of
from common.shown import Shown, show


@dataclass(frozen=True)
class LimitLine:
    """One day: what can be done up to it, how soon it is, and whether two persons have read it."""

    row: LegalLimit
    held: Shown
    title: str
    chip: str
    tone: str
    check: str
    check_tone: str
    source: str = ""
    served_on: str = ""
    remark: str = ""
    outcome: str = ""
    document: LinkedDocument | None = None


def limits_of(case: Case) -> dict[UUID, list[LimitLine]]:
    """Days of a case in scope by proceeding: those that run, the earliest first, then those that are over."""
    rows = LegalLimit.objects.filter(case=case).select_related("document", "recorded_by", "checked_by", "ended_by")
    found: dict[UUID, list[LimitLine]] = {}
    for row in sorted(rows, key=lambda row: (not row.is_running, row.end_on)):
        found.setdefault(row.proceeding_id, []).append(limit_line(row))
    return found


def limit_line(row: LegalLimit) -> LimitLine:
    """One day in words."""
    held, outcome = show(row.facts), show(row.outcome)
    chip, tone = how_soon(row.end_on, timezone.localdate()) if row.is_running else ("", "")
    check, check_tone = check_of(row)
    facts = held.value if held else {}
    served = facts.get("served_on", "")
    return LimitLine(
        row,
        held,
        title=label_of(LimitKind, facts.get("kind", "")),
        chip=chip,
        tone=tone,
        check=check,
        check_tone=check_tone,
        source=facts.get("source", ""),
        served_on=_day(served),
        remark=facts.get("remark", ""),
        outcome=label_of(LimitOutcome, outcome.value.get("outcome", "")) if outcome else "",
        document=linked_document(row.document),
    )


def _day(text: str) -> str:
    try:
        return formats.date_format(date.fromisoformat(text), "DATE_FORMAT")
    except ValueError:
        return text


def check_of(row: LegalLimit) -> tuple[str, str]:
    """Whether two persons have read it, in words, and the tone."""
    if row.checked_by is None:
        return _("Not yet checked, entered by %(name)s") % {"name": row.recorded_by.display_name}, "late"
    if row.is_checked:
        return _("Checked by %(name)s") % {"name": row.checked_by.display_name}, "ok"
    parts = {
        "first": row.recorded_by.display_name,
        "one": formats.date_format(row.typed_on, "DATE_FORMAT"),
        "second": row.checked_by.display_name,
        "other": formats.date_format(row.checked_on or row.typed_on, "DATE_FORMAT"),
    }
    return _("%(first)s read %(one)s, %(second)s read %(other)s: the earlier counts") % parts, "late"
