"""Who can be asked to read what a thing is about: a second reading is no help from somebody who may not read it."""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.choices import Role
from accounts.matrix import ACTS, Act
from cases.legal import due_kinds as of_law
from cases.residence import due_kinds as of_stay

# {kind: the act that ends it}. Every other kind can be answered for by whoever may open the case.
NEEDED: Mapping[str, Act] = MappingProxyType(
    {
        of_stay.LIMIT_CHECK: Act.RESIDENCE_RECORD,
        of_stay.LIMIT_DISPUTED: Act.RESIDENCE_RECORD,
        of_law.LIMIT_CHECK: Act.LEGAL_EDIT,
    }
)


def readers_of(kind: str) -> frozenset[Role] | None:
    """The roles that may do what ends a thing of this kind; None where any role that may open the case will do."""
    act = NEEDED.get(kind.partition(":")[0])
    return None if act is None else frozenset(role for role, relations in ACTS[act].items() if relations)


def reads(role: str, kind: str) -> bool:
    """Whether a colleague of `role` may do what ends a thing of this kind."""
    readers = readers_of(kind)
    return readers is None or role in readers
