"""Every address x everybody x every way to stand to a row x method, against the policy."""

import re
from functools import cache
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.demo import DEMO_USERNAMES
from tests.access.conftest import ANONYMOUS
from tests.access.policy import ROUTES
from tests.access.probe import Answer, ask
from tests.access.rules import Route, Rule
from tests.access.world import ABSENT, BELOW, CASES, TARGETS, Names, World, visible

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "patch", "put", "delete")
SENTENCE = re.compile(r"\w+ \w+ \w+.*\.")


def addresses() -> dict[str, set[str]]:
    """Name of each address with its namespace -> names of its parts."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in patterns:
            if isinstance(entry, URLResolver):
                found |= walk(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)
            else:
                found[f"{space}{entry.name}"] = set(entry.pattern.regex.groupindex)
        return found

    return walk(get_resolver().url_patterns, "")


def test_every_address_has_a_policy_and_every_policy_an_address():
    listed = {key.partition("#")[0] for key in ROUTES}
    assert set(addresses()) - listed == set(), "add them to tests/access/policy.py: who may, and what it leaves"
    assert listed - set(addresses()) == set(), "these no longer exist"


def test_no_address_is_without_a_name():
    assert not [name for name in addresses() if name.endswith("None")]


def methods_of(key: str) -> tuple[str, ...]:
    """Pages are asked with what a browser sends, the API with everything."""
    return METHODS if key.startswith("api:") else ("get", "post")


def path_of(key: str, names: Names) -> str:
    """The address, with as many of `names` as it has parts."""
    name = key.partition("#")[0]
    wanted = addresses_once()[name]
    return reverse(name, kwargs={part: value for part, value in (names | ROUTES[key].names).items() if part in wanted})


@cache
def addresses_once() -> dict[str, set[str]]:
    return addresses()


def rows_of(key: str, world: World, member: str) -> dict[str, Names]:
    """{relation: parts of the address}. For cases also a row below another case, and one that is not there."""
    route, parts = ROUTES[key], addresses_once()[key.partition("#")[0]]
    if not route.rows:
        return {"": {}}
    if route.rows != "case":
        return TARGETS[route.rows](world, member)
    found = {relation: world.names(member, relation) for relation in (*CASES, ABSENT)}
    if parts & set(BELOW):
        found["row of another"] = found["own"] | {part: found["closed"][part] for part in BELOW}
        found["row not there"] = found["own"] | {part: found[ABSENT][part] for part in BELOW}
    return found


def expected(key: str, rule: Rule, member: str, role: str, relation: str) -> int:
    """The status that the policy names."""
    route = ROUTES[key]
    if relation == "closed" and role in rule.told_closed and visible(member, relation):
        return 409
    if role not in rule.roles:
        return 404
    if route.rows == "case":
        if not visible(member, relation) or relation.startswith("row "):
            return 404
        return rule.closed if relation == "closed" and rule.closed else rule.status
    if route.rows and relation not in rule.relations:
        return rule.elsewhere.get(relation, 404)
    return rule.status


@pytest.mark.parametrize("member", DEMO_USERNAMES)
@pytest.mark.parametrize("key", ROUTES)
def test_everybody_signed_in(key: str, member: str, world: World, clients: dict[str, Client]):
    role, wrong = str(world.users[member].role), []
    with transaction.atomic():
        rows = rows_of(key, world, member)
        for method in methods_of(key):
            rule = ROUTES[key].rule(method)
            body = rule.body_for(world, role) if rule else None
            # A method that the address does not have is refused before any row is looked for.
            asked = rows if rule else {relation: rows[relation] for relation in [next(iter(rows)), list(rows)[-1]]}
            answers = {
                relation: ask(clients[member], method, path_of(key, names), body) for relation, names in asked.items()
            }
            if rule is None:
                wrong += [
                    f"{method} {relation}: {a.status}" for relation, a in answers.items() if a.status != 405 or a.events
                ]
                continue
            for relation, answer in answers.items():
                status = expected(key, rule, member, role, relation)
                wrong += [
                    f"{method} {relation}: {fault}" for fault in faults(rule, role, relation, status, answer, answers)
                ]
        transaction.set_rollback(True)
    assert not wrong


def faults(rule: Rule, role: str, relation: str, status: int, answer: Answer, answers: dict[str, Answer]) -> list[str]:
    """What is wrong with one cell."""
    if answer.status != status:
        return [f"{answer.status}, not {status}"]
    found = []
    if status == 404 and rule.status != 404:
        outcomes = [outcome for _tag, outcome in answer.events]
        if outcomes != ([] if rule.silent else ["refused"]):
            found.append(f"left {answer.events}, not one refused event")
        absent = answers.get(ABSENT, answer)
        if answer.outside != absent.outside:
            found.append("can be told from what is absent")
    elif status == 409:
        if not SENTENCE.search(answer.body):
            found.append("a conflict without a sentence")
        if len(answer.events) > 1:
            found.append(f"left {answer.events}")
    else:
        tag = rule.tag_for(role, relation)
        outcome = "refused" if status == 404 else "ok"
        if answer.events != tuple((part, outcome) for part in tag.split()):
            found.append(f"left {answer.events}, not {tag or 'nothing'}")
    return found


@pytest.mark.parametrize("key", ROUTES)
def test_who_is_not_signed_in_learns_nothing(key: str, world: World, clients: dict[str, Client]):
    route, wrong = ROUTES[key], []
    with transaction.atomic():
        rows = rows_of(key, world, "caseworker")
        for method in methods_of(key):
            seen = set()
            for relation, names in rows.items():
                path = path_of(key, names)
                answer = ask(clients[ANONYMOUS], method, path)
                seen.add(str(answer.outside).replace(quote(path, safe=""), "PATH").replace(quote(path), "PATH"))
                wrong += [
                    f"{method} {relation}: {fault}" for fault in anonymous_faults(key, route, method, path, answer)
                ]
            if len(seen) != 1:
                wrong.append(f"{method}: rows can be told apart")
        transaction.set_rollback(True)
    assert not wrong


def anonymous_faults(key: str, route: Route, method: str, path: str, answer: Answer) -> list[str]:
    """Asked to sign in, or what the policy says."""
    if route.anonymous is not None:
        status = route.anonymous.get(method, 405)
        return [] if answer.status == status else [f"{answer.status}, not {status}"]
    if answer.events:
        return [f"left {answer.events}"]
    if key.startswith("api:"):
        return [] if answer.status == 401 else [f"{answer.status}, not 401"]
    place = dict(answer.headers).get("Location", "")
    return (
        [] if answer.status == 302 and place.startswith(reverse("account_login")) else [f"{answer.status} to {place}"]
    )
