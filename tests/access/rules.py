"""What a row of the policy consists of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World

EVERYBODY = frozenset(
    {"caseworker", "coordinator", "legal", "health", "shelter", "partner", "auditor", "administrator"}
)

Body = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """One method of one address.

    `roles`: who may, if the row may be known at all. `status`, `tag`: the answer, and the one event that it leaves ("":
    none, several apart by blanks; by role where they differ). `closed`: the status on a closed case. `relations`: for rows other than cases,
    those that open; `elsewhere`: {relation: status} of rows that may be known but are in another state. `body`: what is
    sent, which may depend on the world and the role.
    """

    roles: frozenset[str] = EVERYBODY
    status: int = 200
    tag: str | dict[str, str] = ""
    closed: int = 0
    relations: frozenset[str] = frozenset()
    elsewhere: dict[str, int] = field(default_factory=dict)
    body: Body | Callable[["World", str], Body] | None = None
    # Who hears that a case is closed before anything else is asked: they may open it, so it tells them nothing new.
    told_closed: frozenset[str] = frozenset()
    # {relation: events} where a row leaves others than `tag`.
    leaves: dict[str, str] = field(default_factory=dict)
    # A refused try leaves no event.
    silent: bool = False

    def tag_for(self, role: str, relation: str) -> str:
        """The one event of an allowed try, or ""."""
        if relation in self.leaves:
            return self.leaves[relation]
        return self.tag if isinstance(self.tag, str) else self.tag.get(role, "")

    def body_for(self, world: "World", role: str) -> Body | None:
        """What is sent."""
        return self.body(world, role) if callable(self.body) else self.body


@dataclass(frozen=True)
class Route:
    """One address: what its rows are ("case", a key of `world.TARGETS`, or "" for none) and its methods."""

    rows: str = ""
    get: Rule | None = None
    post: Rule | None = None
    patch: Rule | None = None
    names: dict[str, Any] = field(default_factory=dict)
    # Status for whoever is not signed in, where it is not the way to sign-in. None: that way.
    anonymous: dict[str, int] | None = None

    def rule(self, method: str) -> Rule | None:
        """The rule of a method, in lower case. HEAD is GET."""
        rule: Rule | None = getattr(self, "get" if method == "head" else method, None)
        return rule
