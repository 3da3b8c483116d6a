"""Timing two things side by side, and printing figures."""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

Timed = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One line: `topic.name  measured  goal  ok|short`. `at_least`: more is better; no goal: printed only."""

    name: str
    measured: float
    goal: float | None = None
    at_least: bool = False

    @property
    def is_ok(self) -> bool:
        if self.goal is None:
            return True
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal

    def line(self) -> str:
        goal = "-" if self.goal is None else f"{self.goal:g}"
        return f"{self.name:<46} {self.measured:>10.2f} {goal:>8}  {'ok' if self.is_ok else 'short'}"


def seconds(run: Timed) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def settle() -> None:
    """After filling: what the database tidies up by itself, done now, so that it does not run while one measures."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def ratio(ours: Timed, twin: Timed, *, rounds: int, warm_up: int = 5, before: Timed | None = None) -> float:
    """Median time of `ours` through that of `twin`, called in turns so that both see the same machine.

    `before` runs untimed ahead of each call of `ours`, for example to make keys cold.
    """
    for _ in range(warm_up):
        ours()
        twin()
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            # Whoever goes first pays for what the other left behind, so they take turns at that too.
            for which in (0, 1) if number % 2 else (1, 0):
                if which == 0 and before is not None:
                    before()
                times[which].append(seconds((ours, twin)[which]))
    finally:
        gc.enable()
    return statistics.median(times[0]) / statistics.median(times[1])


def say(text: str) -> None:
    """Progress goes beside the figures, not among them."""
    sys.stderr.write(f"  … {text}\n")
    sys.stderr.flush()
