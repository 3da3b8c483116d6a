"""A change of role, assignment, block or account counts on the very next request of a session that goes on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assignment.actions import write_grant
from cases.cover.actions import end_cover, give_cover
from cases.models import Case, CaseGrant, ConflictBlock
from tests.access.policy import ALIAS_IN_API
from tests.access.probe import ask
from tests.access.world import World
from tests.factories.cases import acting, block

pytestmark = pytest.mark.django_db


def statuses(client: Client, case: Case) -> tuple[int, ...]:
    """Page, API, list row, note: as one session sees them now."""
    page = ask(client, "get", reverse("cases:case_detail", args=[case.pid])).status
    api = ask(client, "get", reverse("api:case_detail", args=[case.pid])).status
    note = ask(client, "post", reverse("cases:note_create", args=[case.pid]), {"text": "x"}).status
    edit = ask(client, "patch", reverse("api:case_detail", args=[case.pid]), ALIAS_IN_API).status
    return page, api, note, edit


OPEN, ABSENT = (200, 200, 302, 200), (404, 404, 404, 404)


def end(world: World) -> None:
    CaseGrant.objects.filter(user=world.users["caseworker"]).update(ended_at=timezone.now())


def expire(world: World) -> None:
    CaseGrant.objects.filter(user=world.users["caseworker"]).update(until=timezone.now())


def set_block(world: World) -> None:
    block(world.users["caseworker"], world.cases["own"], world.users["coordinator"])


def make_auditor(world: World) -> None:
    User.objects.filter(username="caseworker").update(role="auditor")


def make_partner(world: World) -> None:
    User.objects.filter(username="caseworker").update(role="partner")


def move(world: World) -> None:
    User.objects.filter(username="caseworker").update(organisation=world.users["outsider"].organisation, team=None)


@pytest.mark.parametrize("change", [end, expire, set_block, make_auditor, make_partner, move])
def test_what_is_taken_away_is_gone_at_once(change: Callable[[World], None], world: World, clients: dict[str, Client]):
    with transaction.atomic():
        assert statuses(clients["caseworker"], world.cases["own"]) == OPEN
        change(world)
        assert statuses(clients["caseworker"], world.cases["own"]) == ABSENT
        transaction.set_rollback(True)


def test_what_is_given_is_there_at_once(world: World, clients: dict[str, Client]):
    case = world.cases["organisation"]
    with transaction.atomic():
        assert statuses(clients["caseworker"], case) == ABSENT
        grant = write_grant(actor=world.users["coordinator"], case=case, user=world.users["caseworker"])
        assert statuses(clients["caseworker"], case) == OPEN
        CaseGrant.objects.filter(pk=grant.pk).update(ended_at=timezone.now())
        assert statuses(clients["caseworker"], case) == ABSENT
        transaction.set_rollback(True)


@pytest.mark.parametrize("end_of", ["early", "last day"])
def test_cover_that_ended_opens_nothing_on_the_next_request(end_of: str, world: World, clients: dict[str, Client]):
    case, absent = world.cases["organisation"], world.colleagues["south"]
    with transaction.atomic():
        with acting(absent):
            given = give_cover(
                actor=absent,
                absent=absent,
                colleagues=[world.users["caseworker"]],
                until=timezone.now() + timedelta(days=1),
            )
        assert given.case_count and statuses(clients["caseworker"], case) == OPEN
        if end_of == "early":
            with acting(absent):
                end_cover(actor=absent, cover=given.cover)
        else:
            CaseGrant.objects.filter(cover=given.cover).update(until=timezone.now())
        assert statuses(clients["caseworker"], case) == ABSENT
        transaction.set_rollback(True)


def test_a_lifted_block_counts_at_once(world: World, clients: dict[str, Client]):
    case = world.cases["blocked"]
    with transaction.atomic():
        assert statuses(clients["coordinator"], case) == ABSENT
        ConflictBlock.objects.filter(case=case).update(lifted_at=timezone.now())
        assert statuses(clients["coordinator"], case) == OPEN
        transaction.set_rollback(True)


def test_a_new_role_has_its_own_pages_and_loses_the_old(world: World, clients: dict[str, Client]):
    staff, audit, cases = (reverse(name) for name in ("accounts:staff_list", "reports:audit_list", "cases:case_list"))
    client = clients["caseworker"]

    def seen() -> tuple[int, ...]:
        return tuple(ask(client, "get", path).status for path in (cases, audit, staff))

    with transaction.atomic():
        assert seen() == (200, 404, 404)
        for role, expected in (
            ("auditor", (404, 200, 404)),
            ("administrator", (404, 404, 200)),
            ("health", (200, 404, 404)),
        ):
            User.objects.filter(username="caseworker").update(role=role)
            assert seen() == expected
        transaction.set_rollback(True)


def test_a_new_role_opens_other_fields_at_once(world: World, clients: dict[str, Client]):
    path = reverse("api:case_detail", args=[world.cases["own"].pid]) + "?open=health,legal,identity"
    with transaction.atomic():
        for role, opened in (("caseworker", "legal"), ("health", "health"), ("legal", "legal")):
            User.objects.filter(username="caseworker").update(role=role)
            body = ask(clients["caseworker"], "get", path).body
            assert ('"papers":{"state":"value"' in body) == (opened == "legal")
            assert ('"given_name":{"state":"value"' in body) == (role != "health")
        transaction.set_rollback(True)


@pytest.mark.parametrize("change", [{"is_active": False}, {"session_epoch": 9}, {"password": "!"}])
def test_a_closed_account_is_asked_to_sign_in(change: dict[str, object], world: World, clients: dict[str, Client]):
    with transaction.atomic():
        User.objects.filter(username="caseworker").update(**change)
        assert statuses(clients["caseworker"], world.cases["own"]) == (302, 401, 302, 401)
        transaction.set_rollback(True)
