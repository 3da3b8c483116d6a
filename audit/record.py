"""Saying what happened. Actions call `record`, pages call `reading`, refusals call `refused`; one row each way."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from audit import head
from audit.chain import Entry, append
from audit.scopes import (
    Pending,
    Reading,
    Scope,
    current_scope,
    entered,
    entry,
    entry_for_reads,
    safe,
    subject_of,
)
from audit.tags import Outcome, Tag

__all__ = ["Scope", "atomic", "current_scope", "reading", "record", "refused", "scope", "write_reads"]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Frame:
    """One running action: its rows wait here, so that the queue of the chain is held for its last moment only."""

    entries: list[Entry] = field(default_factory=list)
    absorbed: Pending = field(default_factory=Pending)
    called: Callable[[], None] | None = None

    def add(self, row: Entry, absorbed: Pending) -> None:
        """Keep a row for the end of the action, and what it absorbed in case there is no good end."""
        self.entries.append(row)
        self.absorbed.merge(absorbed)


_frame: ContextVar[_Frame | None] = ContextVar("audit_frame", default=None)


def _write(entries: list[Entry]) -> None:
    """Append, and sign the head after the commit when it is due."""
    link = append(entries)
    transaction.on_commit(lambda: head.sign_if_due(link))


@contextmanager
def one_transaction() -> Iterator[_Frame]:
    """Everything inside commits together with its rows, or nothing does; reads of a failed action stay pending."""
    outer = _frame.get()
    frame = _Frame()
    token = _frame.set(frame)
    try:
        with transaction.atomic():
            yield frame
            if outer is None and frame.entries:
                _write(frame.entries)
    except BaseException:
        current = current_scope()
        if current is not None:
            current.pending.merge(frame.absorbed)
            current.on_first_record = frame.called or current.on_first_record
        raise
    finally:
        _frame.reset(token)
    if outer is not None:
        outer.entries.extend(frame.entries)
        outer.absorbed.merge(frame.absorbed)
        outer.called = outer.called or frame.called


def atomic(action: Callable[P, R]) -> Callable[P, R]:
    """Decorator of every action: one transaction in which the change and its rows commit together."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with one_transaction():
            return action(*args, **kwargs)

    return run


def record(
    actor: Any,
    tag: Tag,
    subject: Any = None,
    *,
    changed: Iterable[str] = (),
    case_id: UUID | None = None,
    outcome: Outcome = Outcome.OK,
    organisation_id: UUID | None = None,
    **facts: Any,
) -> None:
    """Record a change in the transaction that makes it. Absorbs what was read on the way there.

    `changed`: names of fields. `facts`: ids, counts and codes only; text raises TypeError.
    """
    frame = _frame.get()
    if frame is None:
        with one_transaction():
            record(
                actor,
                tag,
                subject,
                changed=changed,
                case_id=case_id,
                outcome=outcome,
                organisation_id=organisation_id,
                **facts,
            )
        return
    current = current_scope()
    detail: dict[str, Any] = {}
    absorbed = Pending()
    if current is not None:
        if outcome == Outcome.OK:
            _call_first(current, frame)
        absorbed = current.take_reads()
        detail = absorbed.detail(case_id=case_id)
    names = [safe(name) for name in changed]
    if names:
        detail["changed"] = names
    detail.update({key: safe(value) for key, value in facts.items()})
    row = entry(
        current,
        tag=tag,
        outcome=outcome,
        subject=subject_of(subject),
        case_id=case_id,
        detail=detail,
        actor_id=getattr(actor, "pk", None),
        organisation_id=organisation_id or getattr(actor, "organisation_id", None),
    )
    frame.add(row, absorbed)


def _call_first(current: Scope, frame: _Frame) -> None:
    """Tell whoever waits for the first change of this scope."""
    call = current.on_first_record
    if call is not None:
        current.on_first_record, frame.called = None, call
        call()


def reading(tag: Tag, subject: Any = None, *, case_id: UUID | None = None) -> None:
    """Say what this request reads. Raises RuntimeError without an open scope, so nothing is read unrecorded."""
    _scope_or_raise().pending.readings.append(Reading(str(tag), *subject_of(subject), case_id))


def refused(tag: Tag = Tag.ACCESS_REFUSE, subject: Any = None, *, case_id: UUID | None = None) -> None:
    """Say that a try was refused, whether its subject exists or not."""
    _scope_or_raise().pending.refusals.append(Reading(str(tag), *subject_of(subject), case_id))


def _scope_or_raise() -> Scope:
    current = current_scope()
    if current is None:
        raise RuntimeError("Open an audit scope first: nothing is read unrecorded.")
    return current


def write_reads(current: Scope) -> None:
    """Write the one row of what is pending, in a short transaction of its own. Raises AuditNotWritten."""
    if not current.pending:
        return
    _write([entry_for_reads(current, current.pending)])
    current.pending = Pending()


@contextmanager
def scope(
    *,
    actor: Any = None,
    organisation_id: UUID | None = None,
    via: str = "command",
    purpose: str = "",
) -> Iterator[Scope]:
    """A scope for commands, tasks and tests; what was read is written on exit, also after an error."""
    opened = Scope(
        actor_id=getattr(actor, "pk", None),
        organisation_id=organisation_id or getattr(actor, "organisation_id", None),
        via=via,
        purpose=purpose,
    )
    with entered(opened):
        try:
            yield opened
        finally:
            write_reads(opened)
