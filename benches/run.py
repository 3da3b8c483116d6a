"""Measures topics on one engine: `python -m benches.run sqlite list page`. Started by scripts.bench."""

import importlib
import os
import sys
from dataclasses import dataclass, field

import django
from django.core.management import call_command

from benches.measure import Figure, say

# `scale` comes first: it needs the database while it is small.
TOPICS = ("scale", "list", "page", "create", "work", "scan", "import", "audit", "sweep")
MODULES = {topic: f"benches.topics.{topic}s" for topic in TOPICS}


@dataclass
class Bench:
    """One run on one engine. `goals(sqlite, postgresql)` picks the goal of the engine."""

    engine: str
    figures: list[Figure] = field(default_factory=list)

    def goal(self, sqlite: float, postgresql: float) -> float:
        return sqlite if self.engine == "sqlite" else postgresql

    def add(self, name: str, measured: float, goal: float | None = None, *, at_least: bool = False) -> None:
        figure = Figure(f"{name}.{self.engine}", measured, goal, at_least)
        self.figures.append(figure)
        sys.stdout.write(figure.line() + "\n")
        sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """0 if all goals are met, 1 if some fell short."""
    engine, *wanted = arguments
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bench"
    django.setup()
    say(f"{engine}: tables and keys")
    call_command("init_keys", verbosity=0)
    # The twins point at tables of the product, and PostgreSQL wants those to be there first.
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)
    bench = Bench(engine)
    for topic in wanted or TOPICS:
        say(f"{engine}: {topic}")
        importlib.import_module(MODULES[topic]).run(bench)
    return 0 if all(figure.is_ok for figure in bench.figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
