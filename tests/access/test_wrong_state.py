"""Visible, but in the wrong state: a conflict with a sentence, and nothing changes. And acts that ask again who it is."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import CaseGrant, ConflictBlock, Consent, Note
from tests.access.policy import ROUTES
from tests.access.probe import Answer, ask
from tests.access.test_access_matrix import SENTENCE, path_of
from tests.access.world import ABSENT, TARGETS, World
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def post(world: World, client: Client, key: str, body: dict[str, object]) -> Answer:
    return ask(client, "post", path_of(key, world.names("coordinator", "own")), body)


def is_conflict(answer: Answer, words: str) -> bool:
    """409 with the sentence that says what happened."""
    return answer.status == 409 and words in answer.body and bool(SENTENCE.search(answer.body))


def test_what_has_ended_cannot_end_again(world: World, clients: dict[str, Client]):
    names, now = world.names("coordinator", "own"), timezone.now()
    with transaction.atomic():
        CaseGrant.objects.filter(pid=names["grant_pid"]).update(ended_at=now)
        ConflictBlock.objects.filter(pid=names["block_pid"]).update(lifted_at=now)
        Consent.objects.filter(pid=names["consent_pid"]).update(is_current=False)
        client = clients["coordinator"]
        assert is_conflict(post(world, client, "cases:assignment_end", {}), "has ended already")
        assert is_conflict(post(world, client, "cases:block_lift", {}), "lifted already")
        assert is_conflict(post(world, client, "cases:consent_withdraw", {}), "no yes in force")
        transaction.set_rollback(True)


def test_a_corrected_note_cannot_be_corrected_beside(world: World, clients: dict[str, Client]):
    with transaction.atomic():
        first = Note.objects.get(pid=world.names("caseworker", "own")["note_pid"])
        ask(
            clients["caseworker"],
            "post",
            path_of("cases:note_edit", world.names("caseworker", "own")),
            {"text": "A"},
            keep=True,
        )
        assert Note.objects.filter(corrects=first).count() == 1
        page = post(world, clients["coordinator"], "cases:note_edit", {"text": "B"})
        api = ask(
            clients["coordinator"],
            "patch",
            path_of("api:note_detail", world.names("coordinator", "own")),
            {"text": "B"},
        )
        assert is_conflict(page, "corrected already") and is_conflict(api, "corrected already")
        assert "B" in page.body
        transaction.set_rollback(True)


def test_who_was_overtaken_keeps_the_typed_text(world: World, clients: dict[str, Client]):
    body = {"alias": "Redstart", "family_name": "Typed by the second", "version": 1}
    key = "cases:facts_edit#identity"
    with transaction.atomic():
        names = world.names("caseworker", "own")
        first = ask(clients["caseworker"], "post", path_of(key, names), body | {"family_name": "First"}, keep=True)
        assert first.status == 302
        second = post(world, clients["coordinator"], key, body)
        assert is_conflict(second, "changed this while you were writing") and "Typed by the second" in second.body
        transaction.set_rollback(True)


def test_assigned_twice_is_told_on_the_form(world: World, clients: dict[str, Client]):
    answer = post(world, clients["coordinator"], "cases:assignment_give", {"user": world.users["legal"].pid})
    assert answer.status in {200, 409} and "assigned already" in answer.body


CONFIRMED = [
    key for key in ROUTES if key in {
        "accounts:staff_invite", "accounts:staff_edit", "accounts:reset_ask", "cases:colleague_leave", "cases:block_set", "cases:block_lift",
    }
]  # fmt: skip


@pytest.mark.parametrize("member", ["coordinator", "administrator", "caseworker", "auditor"])
@pytest.mark.parametrize("key", CONFIRMED)
def test_dangerous_acts_ask_again_who_it_is_whatever_row_they_name(key: str, member: str, world: World):
    client = getattr(Cast(world.users), member).client
    rows = {"own": world.names(member, "own"), ABSENT: world.names(member, ABSENT)}
    if ROUTES[key].rows == "staff":
        rows = TARGETS["staff"](world, member)
    seen = set()
    for names in rows.values():
        path = path_of(key, names)
        for method in ("get", "post"):
            answer = ask(client, method, path)
            place = dict(answer.headers)["Location"]
            assert answer.status == 302 and place.startswith(reverse("account_reauthenticate")) and not answer.events
            seen.add(str(answer.outside).replace(path, "-").replace(path.replace("/", "%2F"), "-"))
    assert len(seen) <= 2


@pytest.mark.parametrize("key", [key for key in ROUTES if not key.startswith("api:")])
def test_other_methods_tell_nothing(key: str, world: World, clients: dict[str, Client]):
    route = ROUTES[key]
    with transaction.atomic():
        rows = {"": {}}
        if route.rows == "case":
            rows = {relation: world.names("coordinator", relation) for relation in ("own", "blocked", ABSENT)}
        elif route.rows:
            rows = TARGETS[route.rows](world, "coordinator")
        for method in ("put", "patch", "delete", "options", "trace"):
            answers = {ask(clients["coordinator"], method, path_of(key, names)).outside for names in rows.values()}
            assert len(answers) == 1, method
            assert {answer[0] for answer in answers} <= {200, 302, 404, 405}, method
        transaction.set_rollback(True)
