"""The one place where later apps add to a case: timeline sources, closure blockers and erasure handlers.

They register in `AppConfig.ready()`, so nothing in `cases` imports an app to its right.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models import Case


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """One thing that happened. `key` orders events of the same instant and is unique in its source.

    `text` is a Sealed value, plain words of the program, or None; never an opened value.
    """

    at: datetime
    key: str
    title: str | Promise
    icon: str = "note"
    tone: str = ""
    meta: str = ""
    text: Any = None
    url: str = ""
    folded: tuple[Any, ...] = ()


# `before` is the place of the oldest event shown so far, as (instant, key); None begins with the newest.
Place = tuple[datetime, str]
ReadEvents = Callable[["Case", "User", Place | None, int], Iterable[TimelineEvent]]
FindBlockers = Callable[["Case"], Iterable[str | Promise]]
EraseRows = Callable[["Case"], None]


@dataclass(frozen=True)
class TimelineSource:
    """A kind of event: `code` in the address of the filter, `label` on its button, `read` gives the newest `limit` before a place."""

    code: str
    label: Promise
    read: ReadEvents


_sources: dict[str, TimelineSource] = {}
_blockers: dict[str, FindBlockers] = {}
_erasers: dict[str, EraseRows] = {}


def _register(registry: dict[str, Any], code: str, value: Any) -> None:
    if registry.setdefault(code, value) != value:
        raise ValueError(f"{code} is registered twice")


def register_timeline_source(source: TimelineSource) -> None:
    """Show events of `source` on every timeline."""
    _register(_sources, source.code, source)


def register_closure_blocker(code: str, find: FindBlockers) -> None:
    """`find` gives a sentence for each thing that must be settled before a case closes."""
    _register(_blockers, code, find)


def register_erasure(code: str, erase: EraseRows) -> None:
    """`erase` empties what an app holds about a case, in the transaction that erases the case."""
    _register(_erasers, code, erase)


def timeline_sources() -> tuple[TimelineSource, ...]:
    """All sources, in the order of their registration."""
    return tuple(_sources.values())


def closure_blockers(case: "Case") -> list[str | Promise]:
    """Sentences that say what must be settled before `case` closes; empty when nothing stands in the way."""
    return [sentence for find in _blockers.values() for sentence in find(case)]


def erasers() -> Iterator[EraseRows]:
    """What to call when a case is erased."""
    yield from _erasers.values()
