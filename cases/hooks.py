"""Where later apps join the life of a case: what keeps it open, what stands on its timeline, what erasure must reach."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from accounts.models import User
from cases.models import Case


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

_blockers: list[Blocker] = []
_sources: dict[str, Source] = {}
_erasers: list[Eraser] = []


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


def blockers_of(case: Case) -> list[str | Promise]:
    """Every reason why `case` cannot be closed now."""
    return [sentence for blocker in _blockers for sentence in blocker(case)]


def sources() -> dict[str, Source]:
    """The registered sources by kind."""
    return dict(_sources)
