"""A case that somebody may not see changes no byte of what that person reads."""

import re
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.assignment.actions import write_grant
from cases.models import Case, CaseGrant
from tests.access.probe import ask
from tests.access.reading import LISTS
from tests.access.world import World
from tests.factories.cases import block, make_case, make_due

pytestmark = pytest.mark.django_db

# Made anew with every page: the one-time key of a form, and the word proposed for a new intake.
BY_CHANCE = re.compile(
    r'name="(once|key|alias)" value="[^"]*"|value="[^"]*" name="(once|key|alias)"|/c/new/[0-9A-Z]{10}/'
)
MORE = (
    ("cases:case_list", "?list=mine"),
    ("cases:case_list", "?list=team&stage=intake"),
    ("cases:case_list", "?list=all&opened=closed"),
    ("cases:case_list", "?list=all&before=3"),
    ("cases:case_list", "?list=all&after=1"),
    ("cases:case_create", ""),
    ("api:case_list", "?size=25&before=4"),
    ("accounts:me", ""),
)
PLACES = (*LISTS, *MORE)


def read(client: Client) -> dict[str, Any]:
    """All lists, as they can be told apart from outside."""
    found = {}
    for name, query in PLACES:
        status, headers, body, cookies = ask(client, "get", reverse(name) + query).outside
        found[name + query] = (status, headers, BY_CHANCE.sub("-", body), cookies)
    return found


@st.composite
def unseen(draw: st.DrawFn) -> dict[str, Any]:
    """A case, and why somebody does not see it."""
    return {
        "why": draw(st.sampled_from(["foreign", "blocked", "other team", "ended elsewhere", "expired elsewhere"])),
        "alias": draw(st.sampled_from(["Alias own", "Aaa", "Zzz", "Redstart", "Alias team"])),
        "is_closed": draw(st.booleans()),
        "is_due": draw(st.booleans()),
        "name_used": draw(st.sampled_from(["", "Asha"])),
    }


def add(world: World, member: str, case: dict[str, Any]) -> Case:
    """Put the case in, made by whoever would make it."""
    why, user = case["why"], world.users[member]
    workers = {"foreign": "caseworker" if member == "outsider" else "outsider"}
    worker = world.users[workers[why]] if why in workers else world.colleagues["south"]
    fields = {name: case[name] for name in ("alias", "is_closed", "name_used")}
    made = make_case(worker, **fields)
    if why == "blocked":
        block(user, made, world.users["coordinator"])
    if why.endswith("elsewhere") or why == "blocked":
        write_grant(actor=worker, case=made, user=user)
        end = {"ended_at": timezone.now()} if why.startswith("ended") else {"until": timezone.now()}
        if why != "blocked":
            CaseGrant.objects.filter(user=user, content_object=made).update(**end)
    if case["is_due"]:
        make_due(user if why == "blocked" else worker, made)
    return made


@pytest.mark.parametrize("member", ["caseworker", "coordinator", "legal", "outsider"])
def test_an_unseen_case_changes_no_byte(member: str, world: World, clients: dict[str, Client]):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases=st.lists(unseen(), min_size=1, max_size=2))
    def check(cases: list[dict[str, Any]]) -> None:
        for case in cases:
            # A coordinator sees all of the own organisation but what is blocked.
            if member == "coordinator" and case["why"] not in {"foreign", "blocked"}:
                case["why"] = "blocked"
            if member == "outsider":
                case["why"] = "foreign"
        with transaction.atomic():
            for case in cases:
                made = add(world, member, case)
                assert not Case.objects.visible_to(world.users[member]).filter(pk=made.pk).exists()
            after = read(clients[member])
            transaction.set_rollback(True)
        different = [name for name in before if before[name] != after[name]]
        assert not different, cases

    with time_machine.travel(timezone.now(), tick=False):
        before = read(clients[member])
        check()


def test_the_same_reading_does_tell_a_case_that_is_seen(world: World, clients: dict[str, Client]):
    """So that the test above could fail."""
    with time_machine.travel(timezone.now(), tick=False), transaction.atomic():
        before = read(clients["caseworker"])
        make_case(world.users["caseworker"], alias="Seen")
        after = read(clients["caseworker"])
        transaction.set_rollback(True)
    assert {name for name in before if before[name] != after[name]} > {"cases:case_list?list=mine", "cases:today"}
