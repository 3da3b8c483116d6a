"""list: a list of 50 among 100,000 cases, the worse of caseworker and coordinator, keys cold.

`BENCH_CASES` and `BENCH_ROUNDS` make it smaller while one works on it; the name of the figure says how many cases
there were.
"""

import os

from benches.fill import FIRST_REAL_SERIAL, fill_copies, fill_real
from benches.pages import page_ratio
from benches.run import Bench
from benches.world import make_world
from cases.models import Case

CASES = int(os.environ.get("BENCH_CASES", "100000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))


def run(bench: Bench) -> None:
    """Whole requests against the twin."""
    world = make_world()
    if not Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).exists():
        fill_real(world)
    fill_copies(CASES)
    measured = max(
        page_ratio(user, "/c/?size=50&list=mine", rounds=ROUNDS) for user in (world.caseworker, world.coordinator)
    )
    bench.add(f"list.rows_50_of_{CASES}", measured, bench.goal(1.25, 1.40))
