"""create: keeping a new case, from the request to the answer, with new keys for each class it is sealed with."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from itertools import count
from typing import Any

from django.test import Client

from benches.fill import start_of
from benches.measure import ratio
from benches.pages import signed_in
from benches.run import Bench
from benches.twin.models import TWINS
from benches.world import make_world
from cases.models import Case

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "150"))
SENT = ("alias", "name_used", "safe_contact", "keep_record", "opened_on", "channel", "identity", "contact")
SENT += ("profile", "facts", "needs", "wishes")


def _bodies() -> Iterator[str]:
    """Each with an alias of its own: an alias in use is refused."""
    start = asdict(start_of(1))
    body = {name: start[name] for name in SENT}
    for number in count():
        yield json.dumps(body | {"alias": f"Willow {number}"}, default=str)


def _post(client: Client, address: str, body: str) -> Any:
    answer = client.post(address, body, content_type="application/json")
    if answer.status_code != 201:
        raise RuntimeError(f"{address} answered {answer.status_code}: {answer.content!r}")
    return answer


def run(bench: Bench) -> None:
    """The same body to the product and to the twin, a caseworker's request each time."""
    client, bodies = signed_in(make_world().caseworker), _bodies()
    made, twins = Case.objects.count(), TWINS[Case]._default_manager.count()
    measured = ratio(
        lambda: _post(client, "/api/v1/cases/", next(bodies)),
        lambda: _post(client, "/twin/api/v1/cases/", next(bodies)),
        rounds=ROUNDS,
    )
    grown = Case.objects.count() - made
    if not grown or grown != TWINS[Case]._default_manager.count() - twins:
        raise RuntimeError("the product and its twin did not make the same number of cases")
    bench.add("create.case", measured, 2.2)
