"""Reads of proceedings: their course, and whom else they are about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.document.linking import LinkedDocument, linked_document
from cases.models import Case, Proceeding, ProceedingStep
from cases.proceeding.choices import PersonDecision, ProceedingStage, ProceedingType
from common.shown import Shown, show
from encryption.classes import FieldClass


@dataclass(frozen=True)
class StepLine:
    """A step in words. `is_decision`: what the person wants, not how far the proceeding is."""

    row: ProceedingStep
    held: Shown
    title: str = ""
    remark: str = ""
    is_decision: bool = False
    document: LinkedDocument | None = None


@dataclass
class ProceedingLine:
    """A proceeding with its facts opened: what it is, how far, and what the person wants."""

    row: Proceeding
    held: Shown
    title: str
    steps: list[StepLine] = field(default_factory=list)
    linked: list[tuple[Case, Shown]] = field(default_factory=list)

    @property
    def stage(self) -> StepLine | None:
        """The newest stage."""
        return next((step for step in self.steps if step.held and not step.is_decision), None)

    @property
    def decision(self) -> StepLine | None:
        """What the person decided last."""
        return next((step for step in self.steps if step.is_decision), None)


def step_line(row: ProceedingStep) -> StepLine:
    """One step in words."""
    held = show(row.facts)
    if not held:
        return StepLine(row, held, document=linked_document(row.document))
    is_decision = "decision" in held.value
    codes = PersonDecision if is_decision else ProceedingStage
    code = held.value.get("decision" if is_decision else "stage", "")
    document = linked_document(row.document)
    return StepLine(row, held, label_of(codes, code), held.value.get("remark", ""), is_decision, document)


def label_of(codes: Any, code: str) -> str:
    """The words for a code, or the code as it is if it is not offered any more."""
    return str(codes(code).label) if code in codes.values else str(code)


def title_of(held: Shown) -> str:
    """What kind of proceeding it is, in words; "" where that is not shown."""
    return label_of(ProceedingType, held.value.get("type", "")) if held else ""


def proceedings_of(user: User, case: Case, rows: Iterable[Proceeding] | None = None) -> list[ProceedingLine]:
    """The proceedings of a case in scope, with their steps, and the linked cases that `user` may open too."""
    found = list(Proceeding.objects.filter(case=case) if rows is None else rows)
    steps: dict[UUID, list[StepLine]] = {}
    for step in ProceedingStep.objects.filter(case=case, proceeding__in=found).select_related(
        "document", "recorded_by"
    ):
        steps.setdefault(step.proceeding_id, []).append(step_line(step))
    others = linked_cases(user, case, [row.docket_id for row in found])
    lines = []
    for row in found:
        held = show(row.facts)
        lines.append(ProceedingLine(row, held, title_of(held), steps.get(row.pk, []), others.get(row.docket_id, [])))
    return lines


def linked_cases(user: User, case: Case, dockets: Iterable[UUID]) -> dict[UUID, list[tuple[Case, Shown]]]:
    """By docket: the other cases on it that `user` may open, each with its alias. One out of sight is not even counted."""
    rows = Proceeding.objects.visible_to(user).filter(docket__in=list(dockets)).exclude(case=case)
    others = list(rows.select_related("case").only("docket", "case", "organisation").defer("facts", "suspects"))
    if others:
        admit_cases(user, [row.case for row in others], relation_of_visible(user), {FieldClass.IDENTITY})
    found: dict[UUID, list[tuple[Case, Shown]]] = {}
    for row in others:
        found.setdefault(row.docket_id, []).append((row.case, show(row.case.alias, "list")))
    return found
