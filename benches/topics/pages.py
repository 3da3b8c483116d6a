"""page: the page of a case with about twelve sealed cells and five notes among 100,000 cases, keys cold."""

from benches.fill import FIRST_REAL_SERIAL, fill_copies, fill_real
from benches.pages import page_ratio
from benches.run import Bench
from benches.topics.lists import CASES, ROUNDS
from benches.world import make_world
from cases.models import Case


def run(bench: Bench) -> None:
    """Whole requests against the twin."""
    world = make_world()
    if not Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).exists():
        fill_real(world)
    fill_copies(CASES)
    pid = Case.objects.visible_to(world.caseworker).order_by("-serial").values_list("pid", flat=True)[0]
    measured = max(page_ratio(user, f"/c/{pid}/", rounds=ROUNDS) for user in (world.caseworker, world.coordinator))
    bench.add(f"page.case_among_{CASES}", measured, bench.goal(1.35, 1.50))
