"""What a row of the list of pages consists of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.world import World

Arguments = Callable[[World], tuple[Any, ...]]


def no_arguments(world: World) -> tuple[Any, ...]:
    """For an address that is always the same."""
    return ()


def of_filled(world: World) -> tuple[Any, ...]:
    return (world.filled,)


def of_bare(world: World) -> tuple[Any, ...]:
    return (world.bare,)


def of_closed(world: World) -> tuple[Any, ...]:
    return (world.closed,)


@dataclass(frozen=True)
class Page:
    """A page in one state. `wrong`: {name of a field: what is typed there} so that the answer asks to look again."""

    name: str
    who: str = "caseworker"
    arguments: Arguments = no_arguments
    query: str = ""
    state: str = "filled"
    wrong: dict[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.name}{self.query} ({self.state}, {self.who})"


def section(slug: str) -> Arguments:
    return lambda world: (world.filled, slug)


def step(number: int) -> Arguments:
    return lambda world: (world.draft, number)


def of_work(name: str) -> Arguments:
    """A row of the day's work."""
    return lambda world: (getattr(world.work, name),)


def of_due(world: World) -> tuple[Any, ...]:
    return (world.work.task.due,)


def of_law(name: str, *before: str) -> Arguments:
    return lambda world: (world.filled, *before, getattr(world.work.law, name))
