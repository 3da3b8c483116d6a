"""work: finding by phone among 1,000,000 persons, a timeline of 2,000 events, Today with 5,000 tasks of 60 users.

`BENCH_PERSONS` makes the first smaller while one works on it; the name of the figure says how many there were.
"""

import os
import re
import statistics
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import cycle
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.matrix import FINDS
from accounts.models import User
from benches.fill import FIRST_REAL_SERIAL, REAL, fill_copies, fill_real
from benches.fill_work import assign, fill_numbers, fill_tasks, fill_timeline, own_cases, people
from benches.measure import ratio, say, settle
from benches.pages import fetch, page_ratio, same, signed_in
from benches.run import Bench
from benches.twin.models import TWINS
from benches.world import World, make_world
from cases.find.queries import WHY_OF
from cases.models import Case, CaseGrant, ContactSheet, Person
from encryption.blind_index import tokens_to_find
from encryption.classes import FieldClass
from encryption.keys import forget_data_keys

PERSONS = int(os.environ.get("BENCH_PERSONS", "1000000"))
EVENTS, FEW, TASKS, USERS = 2_000, 60, 5_000, 60
ROUNDS = 60
ASKED = 500
_ASIDE = re.compile(r'BEGIN|COMMIT|SAVEPOINT|RELEASE|\w+ [^=]*"django_session"')
_OLDER = re.compile(r'href="([^"]*/t/\?before=[^"]*)"')


def run(bench: Bench) -> None:
    """Each on the same database, one after the other."""
    # So many searches an hour are more than anybody may make.
    settings.FINDS_PER_HOUR = 1_000_000
    world = make_world()
    if not Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).exists():
        fill_real(world)
    # What a search reads: other tables and keys would only take time to fill.
    classes = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LEGAL)
    fill_copies(PERSONS, only=(CaseGrant, Person, ContactSheet), classes=classes)
    real = set(Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).values_list("pk", flat=True))
    fill_numbers(world, real)
    _find(bench, world)
    _timeline(bench, world)
    _today(bench, world, real)


def _find(bench: Bench, world: World) -> None:
    """The request of one search, and how many rows its tokens found."""
    held = TWINS[ContactSheet]._default_manager.filter(case_id__in=own_cases(world.caseworker))
    phones = [str(row.phone) for row in held]
    measured = max(_find_ratio(user, phones) for user in (world.caseworker, world.coordinator))
    bench.add(f"work.find_by_phone_of_{PERSONS}", measured, bench.goal(2.0, 2.2))
    labels = [label for label in WHY_OF if label in FINDS[Role.COORDINATOR]]
    counts = []
    for number in range(ASKED):
        asked = f"+32 45 {number * ((PERSONS - REAL) // ASKED):07d}"
        rows = tokens_to_find(world.organisation.pk, labels, asked).values_list("row_id", flat=True)
        counts.append(len(set(rows)))
    bench.add("work.find_by_phone_candidates_mean", statistics.mean(counts), 8)
    bench.add("work.find_by_phone_candidates_95_of_100", statistics.quantiles(counts, n=20)[-1], 8)
    bench.add("work.find_by_phone_candidates_most", max(counts), 8)


def _search(client: Client, address: str, phones: Iterator[str]) -> bytes:
    answer = client.post(address, {"term": next(phones)})
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return bytes(answer.content)


def _find_ratio(user: User, phones: list[str]) -> float:
    client = signed_in(user)
    ours, theirs = _search(client, "/find/", iter(phones)), _search(client, "/find/twin/", iter(phones))
    if b"<tbody>" not in ours or not same(ours, theirs):
        raise RuntimeError("a search and its twin do not show the same")
    one, other = cycle(phones), cycle(phones)
    return ratio(
        lambda: _search(client, "/find/", one),
        lambda: _search(client, "/find/twin/", other),
        rounds=ROUNDS,
        before=forget_data_keys,
    )


def _queries(client: Client, address: str) -> tuple[int, bytes]:
    """How many queries a page makes, its keys cold, and the page.

    The session's own are not counted: it is written once a minute, whatever the page.
    """
    forget_data_keys()
    with CaptureQueriesContext(connection) as captured:
        body = fetch(client, address)
    return sum(not _ASIDE.match(query["sql"]) for query in captured), body


def _pages(client: Client, address: str) -> Iterable[tuple[int, bytes]]:
    """(queries, body) of a timeline's pages, each where the one before it says."""
    while address:
        number, body = _queries(client, address)
        yield number, body
        found = _OLDER.search(body.decode())
        address = unescape(found[1]) if found else ""


def _timeline(bench: Bench, world: World) -> None:
    """Queries of each page of a long timeline beyond those of a short one."""
    more = 0
    case = Case.objects.get(pk=own_cases(world.caseworker)[0])
    address = f"/c/{case.pid}/t/"
    clients = [signed_in(user) for user in (world.caseworker, world.coordinator)]
    fill_timeline(world, case, range(FEW))
    for client in clients:
        fetch(client, address)
    short = [next(iter(_pages(client, address)))[0] for client in clients]
    say(f"a timeline of {EVENTS:,} events")
    fill_timeline(world, case, range(FEW, EVENTS))
    for client, few in zip(clients, short, strict=True):
        pages = list(_pages(client, address))
        shown = sum(body.count(b'<li><span class="dot') for _number, body in pages)
        if shown < EVENTS:
            raise RuntimeError(f"the timeline has {EVENTS} events and its pages showed {shown}")
        more = max(more, *(number - few for number, _body in pages))
    bench.add(f"work.timeline_{EVENTS}_queries_more", more, 0)


def _today(bench: Bench, world: World, real: set[Any]) -> None:
    """Queries with all tasks beyond those with a tenth of them, and the request beside the twin's."""
    users = people(world, USERS)
    places = assign(world, users, sorted(real))
    both = (world.caseworker, world.coordinator)
    first = TASKS // 10
    fill_tasks(world, users, places, range(first))
    clients = [signed_in(user) for user in both]
    for client in clients:
        fetch(client, "/")
    few = [_queries(client, "/")[0] for client in clients]
    say(f"{TASKS:,} tasks")
    fill_tasks(world, users, places, range(first, TASKS))
    settle()
    many = [_queries(client, "/")[0] for client in clients]
    bench.add(f"work.today_{TASKS}_queries_more", max(a - b for a, b in zip(many, few, strict=True)), 0)
    bench.add(f"work.today_{TASKS}_tasks", max(page_ratio(user, "/", rounds=ROUNDS) for user in both), 1.3)
