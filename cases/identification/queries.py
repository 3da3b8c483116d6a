"""Reads of assessments, and what their elements add up to: a prompt. A person decides, and nothing here closes anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.choices import Role
from accounts.models import User
from cases.access import BY_GRANT
from cases.identification.choices import (
    IdentificationResult,
    TraffickingAct,
    TraffickingMeans,
    TraffickingPurpose,
)
from cases.models import Case, Identification
from common.shown import Shown, show
from encryption.classes import FieldClass

# What an assessment opens beside the top of the page.
CLASSES = frozenset({FieldClass.NARRATIVE, FieldClass.LEGAL})
CHILD = frozenset({"yes", "presumed"})


@dataclass(frozen=True)
class Prompt:
    """Which elements are there. Source: Palermo Protocol art. 3; means need not be shown for a child (art. 3(c))."""

    has_act: bool
    has_means: bool
    has_purpose: bool
    is_child: bool

    @property
    def needs_means(self) -> bool:
        """For an adult only."""
        return not self.is_child

    @property
    def points_to_trafficking(self) -> bool:
        """Act and purpose, and for an adult means. Consent to the exploitation is no element and excludes nothing."""
        return self.has_act and self.has_purpose and (self.is_child or self.has_means)


def prompt_of(elements: Mapping[str, Any]) -> Prompt:
    """The prompt for the elements of an Identification."""
    return Prompt(
        has_act=bool(elements.get("acts")),
        has_means=bool(elements.get("means")),
        has_purpose=bool(elements.get("purposes")),
        is_child=elements.get("child") in CHILD,
    )


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
    return Assessment(row, held, named, words["acts"], words["means"], words["purposes"], prompt_of(held.value))


def second_readers(user: User) -> Any:
    """Colleagues who can be the second pair of eyes for `user`, by name."""
    found = User.objects.visible_to(user).active().filter(role__in=[*BY_GRANT, Role.COORDINATOR])
    return found.exclude(pk=user.pk).order_by("display_name")
