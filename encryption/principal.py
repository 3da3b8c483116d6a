"""Who acts, on which cases, cleared for what. Nobody acts by default, and nobody is cleared for everything."""

import time
from collections.abc import Mapping
from contextvars import ContextVar, Token
from datetime import datetime
from types import TracebackType
from typing import Final
from uuid import UUID

from encryption.classes import FieldClass
from encryption.errors import ClearanceError


class AllLabels:
    """Every field of a class."""

    def __contains__(self, label: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "ALL"


ALL: Final = AllLabels()
Labels = frozenset[str] | AllLabels
_NO_LABELS: Labels = frozenset()


class Clearance:
    """Which fields, by class and label, may be read and which written. What is not named is refused."""

    __slots__ = ("_reads", "_writes")

    def __init__(
        self,
        reads: Mapping[FieldClass, Labels] | None = None,
        writes: Mapping[FieldClass, Labels] | None = None,
    ) -> None:
        self._reads: dict[FieldClass, Labels] = dict(reads or {})
        self._writes: dict[FieldClass, Labels] = dict(writes or {})

    def may_read(self, field_class: FieldClass, label: str) -> bool:
        labels = self._reads.get(field_class, _NO_LABELS)
        return labels is ALL or label in labels

    def may_write(self, field_class: FieldClass, label: str) -> bool:
        labels = self._writes.get(field_class, _NO_LABELS)
        return labels is ALL or label in labels

    def plus(self, reads: Mapping[FieldClass, frozenset[str]]) -> "Clearance":
        """The same, and these labels may be read as well."""
        merged = dict(self._reads)
        for field_class, labels in reads.items():
            held = merged.get(field_class, _NO_LABELS)
            merged[field_class] = held if isinstance(held, AllLabels) else held | labels
        return Clearance(merged, self._writes)

    @classmethod
    def nothing(cls) -> "Clearance":
        """Cleared for nothing at all."""
        return cls()

    def __repr__(self) -> str:
        return f"<Clearance reads={sorted(self._reads)} writes={sorted(self._writes)}>"


class Principal:
    """Somebody at work: only cases let in with `admit` are in scope, each with a clearance, until `expires_at`."""

    __slots__ = ("_scopes", "_until", "actor_id", "expires_at", "organisation_id", "purpose")

    def __init__(
        self,
        actor_id: str,
        organisation_id: UUID | None,
        purpose: str = "",
        expires_at: datetime | None = None,
    ) -> None:
        if expires_at is not None and expires_at.tzinfo is None:
            raise ValueError("expires_at needs a time zone.")
        self.actor_id = actor_id
        self.organisation_id = organisation_id
        self.purpose = purpose
        self.expires_at = expires_at
        self._until: float | None = None if expires_at is None else expires_at.timestamp()
        self._scopes: dict[bytes, Clearance] = {}

    def admit(self, scope_id: UUID, clearance: Clearance) -> None:
        """Let a case (or, for drafts, a user) into scope. A second call replaces the clearance."""
        self._scopes[scope_id.bytes] = clearance

    def expel(self, scope_id: UUID) -> None:
        self._scopes.pop(scope_id.bytes, None)

    def clearance_for(self, scope_id: UUID) -> Clearance | None:
        return self._scopes.get(scope_id.bytes)

    @property
    def has_expired(self) -> bool:
        return self._until is not None and time.time() >= self._until

    def __repr__(self) -> str:
        return f"<Principal {self.actor_id}>"


# No default, on purpose: a shell, a task, a thread or a signal handler without `acting_as` is refused.
_ACTING: ContextVar[Principal] = ContextVar("encryption_principal")


def current_principal() -> Principal:
    """Who acts here. Raises ClearanceError when nobody does."""
    principal = _ACTING.get(None)
    if principal is None:
        raise ClearanceError("Nobody is acting here.")
    return principal


def principal_or_none() -> Principal | None:
    """Who acts here, for those who only want to tell it."""
    return _ACTING.get(None)


def require_clearance(scope: bytes, field_class: FieldClass, label: str, *, to_write: bool = False) -> Principal:
    """Who acts, if cleared for this field of this case (the bytes of its id) now. Raises ClearanceError."""
    principal = _ACTING.get(None)
    if principal is None:
        raise ClearanceError("Nobody is acting here.")
    if principal._until is not None and time.time() >= principal._until:
        raise ClearanceError("The time of this principal is over.")
    clearance = principal._scopes.get(scope)
    if clearance is None:
        raise ClearanceError("The case is not in scope.")
    if not (clearance.may_write(field_class, label) if to_write else clearance.may_read(field_class, label)):
        raise ClearanceError(f"Not cleared to {'write' if to_write else 'read'} {label}.")
    return principal


class acting_as:  # noqa: N801 - reads as a verb in `with acting_as(principal):`
    """Act as `principal` within the block. Threads do not inherit it; it ends with the block, also after an error."""

    __slots__ = ("_principal", "_token")

    def __init__(self, principal: Principal) -> None:
        self._principal = principal

    def __enter__(self) -> Principal:
        self._token: Token[Principal] = _ACTING.set(self._principal)
        return self._principal

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _ACTING.reset(self._token)
