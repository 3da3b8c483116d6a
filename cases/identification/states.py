"""What the elements of an assessment add up to. It is a prompt: a person decides, and nothing here closes anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
