"""Where later apps join the life of a case: what keeps it open, what stands on its timeline, what rests on a yes, what
reopening takes up, what erasure must reach.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from accounts.models import User
from cases.models import Case, Consent


@dataclass(frozen=True)
class TimelineItem:
    """One line of a timeline. `sealed` is a Sealed value or None; `title` and `facts` hold no personal words."""

    at: datetime
    kind: str
    title: str | Promise
    icon: str
    tone: str = ""
    who: str = ""
    sealed: Any = None
    url: str = ""
    facts: tuple[str, ...] = ()
    row: Any = None


Blocker = Callable[[Case], Iterable[str | Promise]]
Source = Callable[[User, Case, datetime | None, int], Iterable[TimelineItem]]
Eraser = Callable[[Case], None]
Stopper = Callable[[User, Case, Consent], None]
IntakeEnd = Callable[[User, str, Case | None], None]
Reopener = Callable[[User, Case], None]

_blockers: list[Blocker] = []
_sources: dict[str, Source] = {}
_erasers: list[Eraser] = []
_stoppers: list[Stopper] = []
_intake_ends: list[IntakeEnd] = []
_reopeners: list[Reopener] = []
_closers: list[Reopener] = []


def register_blocker(blocker: Blocker) -> None:
    """`blocker(case)` gives a sentence for each reason why the case cannot be closed now."""
    _blockers.append(blocker)


def register_source(kind: str, source: Source) -> None:
    """`source(user, case, before, limit)` gives at most `limit` items older than `before` (None: the newest), newest first."""
    if _sources.setdefault(kind, source) is not source:
        raise ValueError(f"the timeline source {kind} is registered twice")


def register_eraser(eraser: Eraser) -> None:
    """`eraser(case)` removes what the app holds about the case when it is erased."""
    _erasers.append(eraser)


def erase_all(case: Case) -> None:
    """What every app holds about the case goes, in the transaction of the caller."""
    for eraser in _erasers:
        eraser(case)


def register_stopper(stopper: Stopper) -> None:
    """`stopper(actor, case, consent)` ends what rested on a yes that is being taken back, in the same transaction."""
    _stoppers.append(stopper)


def register_intake_end(handler: IntakeEnd) -> None:
    """`handler(actor, key, case)` runs with the saving of the intake `key` as `case`, or its discarding (None)."""
    _intake_ends.append(handler)


def intake_ended(actor: User, key: str, case: Case | None) -> None:
    """Whatever waited for the intake `key` is told, in the same transaction."""
    for handler in _intake_ends:
        handler(actor, key, case)


def register_closer(handler: Reopener) -> None:
    """`handler(actor, case)` ends what is due only while work on the case goes on, in the same transaction."""
    _closers.append(handler)


def closed(actor: User, case: Case) -> None:
    """Work on the case ends: every app ends what is due only while it goes on."""
    for handler in _closers:
        handler(actor, case)


def register_reopener(handler: Reopener) -> None:
    """`handler(actor, case)` takes up what went on without the case while it was closed, in the same transaction."""
    _reopeners.append(handler)


def reopened(actor: User, case: Case) -> None:
    """Work on the case goes on: every app takes up what went on without it."""
    for handler in _reopeners:
        handler(actor, case)


def stop_what_rested_on(actor: User, case: Case, consent: Consent) -> None:
    """Everything that any app had begun because of this yes ends now."""
    for stopper in _stoppers:
        stopper(actor, case, consent)


def blockers_of(case: Case) -> list[str | Promise]:
    """Every reason why `case` cannot be closed now."""
    return [sentence for blocker in _blockers for sentence in blocker(case)]


def sources() -> dict[str, Source]:
    """The registered sources by kind."""
    return dict(_sources)
