"""Reads of assessments."""

from dataclasses import dataclass, field
from typing import Any

from cases.identification.choices import (
    IdentificationResult,
    TraffickingAct,
    TraffickingMeans,
    TraffickingPurpose,
)
from cases.identification.states import Prompt, prompt_of
from cases.models import Case, Identification
from common.shown import Shown, show

PARTS = (("acts", TraffickingAct), ("means", TraffickingMeans), ("purposes", TraffickingPurpose))


@dataclass(frozen=True)
class Assessment:
    """One assessment in words, with the prompt its elements give."""

    row: Identification
    elements: Shown
    result: str = ""
    acts: str = ""
    means: str = ""
    purposes: str = ""
    prompt: Prompt | None = None
    decision: dict[str, Any] = field(default_factory=dict)


def assessments_of(case: Case) -> list[Assessment]:
    """Assessments, the newest first."""
    rows = Identification.objects.filter(case=case).select_related("assessed_by", "second_reader")
    return [assessment_of(row) for row in rows.order_by("-assessed_on", "-created_at")]


def assessment_of(row: Identification) -> Assessment:
    """The words of one assessment."""
    held = show(row.elements)
    if not held:
        return Assessment(row, held)
    words = {
        name: ", ".join(str(kinds(code).label) for code in held.value.get(name, []) if code in kinds.values)
        for name, kinds in PARTS
    }
    result = held.value.get("result", "")
    named = str(IdentificationResult(result).label) if result in IdentificationResult.values else ""
    return Assessment(row, held, result=named, prompt=prompt_of(held.value), **words)
