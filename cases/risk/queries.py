"""Reads of risk reviews."""

from dataclasses import dataclass

from cases.models import Case, RiskReview
from cases.questions import YesNo
from cases.risk.choices import RiskLevel, RiskQuestion
from common.answers import NoAnswer
from common.shown import Shown, show

TONES = {RiskLevel.IMMEDIATE: "late", RiskLevel.HIGH: "late", RiskLevel.MEDIUM: "soon", RiskLevel.LOW: "ok"}
MOST = 20


@dataclass(frozen=True)
class Review:
    """One look at the risk, in words."""

    row: RiskReview
    answers: Shown
    level: str = ""
    tone: str = ""
    reason: str = ""
    lines: tuple[tuple[str, str], ...] = ()


def reviews_of(case: Case) -> list[Review]:
    """Looks at the risk, the newest first."""
    rows = RiskReview.objects.filter(case=case).select_related("reviewed_by").order_by("-reviewed_at")[:MOST]
    return [_review(row) for row in rows]


def latest_review_of(case: Case) -> Review | None:
    """The newest look at the risk, if there was one."""
    row = RiskReview.objects.filter(case_id=case.pk).order_by("-reviewed_at").first()
    return _review(row) if row is not None else None


def _review(row: RiskReview) -> Review:
    held = show(row.answers)
    if not held:
        return Review(row, held)
    words = dict(YesNo.choices) | dict(NoAnswer.choices)
    level = held.value.get("level", "")
    lines = tuple(
        (str(question.label), str(words.get(held.value[question.value], held.value[question.value])))
        for question in RiskQuestion
        if held.value.get(question.value)
    )
    known = level in RiskLevel.values
    return Review(
        row,
        held,
        level=str(RiskLevel(level).label) if known else "",
        tone=TONES[RiskLevel(level)] if known else "",
        reason=held.value.get("reason", ""),
        lines=lines,
    )
