"""An emergency opening x everybody x every way to stand to a case: what opens, what it leaves in the trail, what stays."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.demo import DEMO_USERNAMES
from cases.models import Case, ConflictBlock, EmergencyOpening
from tests.access.probe import Answer, ask
from tests.access.test_access_matrix import SENTENCE
from tests.access.world import ABSENT, CASES, World, visible
from tests.factories.cases import block

pytestmark = pytest.mark.django_db
DUTY = frozenset({"caseworker", "coordinator", "health", "shelter"})
NOBODYS = "C-1999-0001"
WHY = {"reason": "danger", "words": "She called."}
# What the page and the API answer: opened, no such number, no need.
ANSWERS = {"cases:emergency_open": (302, 200, 200), "api:emergency_open": (201, 409, 409)}
TRIED, OPENED = (("emergency:open", "refused"),), (("emergency:open", "ok"),)


@pytest.fixture(scope="module", autouse=True)
def _numbered_apart(world: World) -> None:
    """Each organisation counts its own cases; here no two have the same number."""
    case = world.cases["foreign"]
    case.reference = "C-1998-7001"
    Case.objects.filter(pk=case.pk).update(reference=case.reference)


def number_of(world: World, member: str, relation: str) -> str:
    return NOBODYS if relation == ABSENT else str(world.case_of(member, relation).reference)


def hidden(member: str, relation: str) -> bool:
    """No emergency opens it: nobody's number, another organisation's case, or a block."""
    foreign = relation != "foreign" if member == "outsider" else relation == "foreign"
    return foreign or relation in {"blocked", ABSENT}


def without(answer: Answer, number: str) -> str:
    """The answer as it is told from outside, whatever number was typed."""
    return str(answer.outside).replace(number, "-")


@pytest.mark.parametrize("member", DEMO_USERNAMES)
@pytest.mark.parametrize("key", ANSWERS)
def test_who_opens_which_case_by_its_number(key: str, member: str, world: World, clients: dict[str, Client]):
    role, wrong, alike = str(world.users[member].role), [], set()
    opened, unknown, needless = ANSWERS[key]
    for relation in (*CASES, ABSENT):
        number = number_of(world, member, relation)
        before = EmergencyOpening.objects.count()
        with transaction.atomic():
            answer = ask(clients[member], "post", reverse(key), WHY | {"number": number}, keep=True)
            made = EmergencyOpening.objects.count() - before
            transaction.set_rollback(True)
        is_hidden = hidden(member, relation)
        if role not in DUTY:
            expected = (404, (("access:refuse", "refused"),), 0)
        elif is_hidden:
            expected = (unknown, TRIED, 0)
        elif visible(member, relation):
            expected = (needless, (), 0)
        # While one runs, the same is given again; reading it is recorded as ever.
        elif relation == "emergency":
            expected = (opened, (), 0)
        else:
            expected = (opened, OPENED, 1)
        found = (answer.status, answer.events, made)
        wrong += [f"{relation}: {found}, not {expected}"] if found != expected else []
        if role not in DUTY or is_hidden:
            alike.add(without(answer, number))
    assert not wrong
    assert len(alike) == 1


@pytest.mark.parametrize("member", ["caseworker", "shelter", "health"])
@pytest.mark.parametrize("key", ["cases:emergency_detail", "api:emergency_detail"])
def test_what_was_opened_is_read_on_record_and_nothing_else_opens(
    key: str, member: str, world: World, clients: dict[str, Client]
):
    case, client = world.cases["emergency"], clients[member]
    opening = EmergencyOpening.objects.get(case=case, opened_by=world.users[member])
    read = ask(client, "get", reverse(key, args=[opening.pid]))
    assert (read.status, read.events) == (200, (("emergency:read", "ok"),))
    for name in ("cases:case_detail", "cases:facts_list", "cases:timeline_list", "api:case_detail"):
        other = ask(client, "get", reverse(name, args=[case.pid]))
        assert (other.status, len(other.events), other.events[0][1]) == (404, 1, "refused"), name


@pytest.mark.parametrize("member", ["caseworker", "shelter", "health", "coordinator"])
def test_who_is_blocked_stays_blocked_in_an_emergency(member: str, world: World, clients: dict[str, Client]):
    user, client = world.users[member], clients[member]
    held = EmergencyOpening.objects.get(case=world.cases["blocked"], opened_by=user)
    path = reverse("cases:emergency_detail", args=[held.pid])
    assert ask(client, "get", path).status == 404
    assert held.case.reference not in ask(client, "get", reverse("cases:emergency_open")).body
    with transaction.atomic():
        ConflictBlock.objects.filter(case=held.case, user=user).update(lifted_at=held.opened_at)
        assert ask(client, "get", path).status == 200
        block(user, held.case, world.users["coordinator2"])
        assert ask(client, "get", path).status == 404
        transaction.set_rollback(True)


def test_wrong_numbers_are_counted_exactly_and_then_refused(world: World, clients: dict[str, Client]):
    path = reverse("api:emergency_open")
    with transaction.atomic():
        tries = [
            ask(clients["shelter"], "post", path, WHY | {"number": number}, keep=True)
            for number in [NOBODYS, world.cases["blocked"].reference] * 5
        ]
        after = ask(clients["shelter"], "post", path, WHY | {"number": world.cases["organisation"].reference})
        transaction.set_rollback(True)
    assert [answer.events for answer in tries] == [TRIED] * 10
    assert after.status == 409 and SENTENCE.search(after.body) and not after.events
