"""scale: list and page at 1,000,000 cases against 10,000; both keys cold, the product against itself."""

import statistics
import time

from benches.fill import FIRST_REAL_SERIAL, fill_copies, fill_real
from benches.pages import fetch, signed_in
from benches.run import Bench
from benches.world import make_world
from cases.models import Case
from encryption.keys import forget_data_keys

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 80


def _medians() -> dict[str, float]:
    """Seconds by name, the median of many requests."""
    world = make_world()
    pid = Case.objects.visible_to(world.caseworker).order_by("-serial").values_list("pid", flat=True)[0]
    found = {}
    for role, user in (("caseworker", world.caseworker), ("coordinator", world.coordinator)):
        client = signed_in(user)
        for name, address in (("list", "/c/?size=50&list=mine"), ("page", f"/c/{pid}/")):
            times = []
            for number in range(ROUNDS + 5):
                forget_data_keys()
                begin = time.perf_counter()
                fetch(client, address)
                if number >= 5:
                    times.append(time.perf_counter() - begin)
            found[f"{name}.{role}"] = statistics.median(times)
    return found


def run(bench: Bench) -> None:
    """The worse of the two roles for each."""
    if not Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).exists():
        fill_real(make_world(), notes=1)
    if Case.objects.count() > SMALL:
        raise RuntimeError("scale needs a database of its own: run it alone or before list and page")
    fill_copies(SMALL, with_twins=False)
    small = _medians()
    fill_copies(LARGE, with_twins=False)
    large = _medians()
    for name in ("list", "page"):
        worst = max(large[key] / small[key] for key in small if key.startswith(name))
        bench.add(f"scale.{name}_1000000_of_10000", worst, 1.15)
