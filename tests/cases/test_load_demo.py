"""The invented cases: something on every page, made by the real actions, whole or not at all."""

from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from audit.verify import verify_chain
from cases.demo.load import load_demo
from cases.demo.working import at_work
from cases.document.actions import fetch_document
from cases.jurisdiction.actions import load_schemes
from cases.jurisdiction.table import SHIPPED, read_table
from cases.models import Call, Case, Claim, Document, HearingPart, LegalLimit, SituationLink, StatusDate, StatusSheet
from cases.notice.queries import list_notices
from cases.residence.queries import standing_of, watched_of
from cases.today.queries import todo_of
from common.shown import show

pytestmark = pytest.mark.django_db


def case_of(worker: User, alias: str) -> Case:
    """The invented case of this name."""
    for case in Case.objects.visible_to(worker):
        with at_work(worker, case):
            if case.alias.reveal("test") == alias:
                return case
    raise AssertionError(alias)


def the_world() -> tuple[User, User, User]:
    """(caseworker, coordinator, health worker) of the demo that was just loaded."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        load_schemes(rows=read_table(file).rows)
    assert load_demo() == 42
    found = [User.objects.get(username=name) for name in ("caseworker", "coordinator", "health")]
    return found[0], found[1], found[2]


def test_the_demo_fills_every_page_and_is_loaded_once() -> None:
    worker, coordinator, health = the_world()
    assert load_demo() == 0
    today = timezone.localdate()
    for reader in (worker, coordinator):
        with at_work(reader):
            assert [line for line in list_notices(reader) if line.is_new], reader
    with at_work(worker):
        todo = todo_of(worker)
    assert todo.late and todo.today and todo.ahead
    limits = Counter(limit.is_checked for limit in LegalLimit.objects.all())
    assert limits[True] and limits[False]
    assert HearingPart.objects.filter(hearing__held_on__gte=today, hearing__was_on__isnull=False).exists()
    assert SituationLink.objects.values("situation").distinct().count() == 2
    assert Call.objects.count() >= 3 and Claim.objects.filter(payments__isnull=False).exists()
    assert not StatusDate.objects.filter(case__closed_on__isnull=False, ended_at__isnull=True).exists()
    statuses: set[Any] = set()
    for row in StatusSheet.objects.select_related("case"):
        owner = worker if Case.objects.visible_to(worker).filter(pk=row.case_id).exists() else coordinator
        with at_work(owner, row.case):
            statuses.add(standing_of(row.case).status)
    assert {"reflection", "permit_active", "appeal_pending", "presumed_pending", "long_term"} <= statuses
    with at_work(worker, case := case_of(worker, "Linnet")):
        assert any(not line.is_confirmed for line in watched_of(case))
    for user in (worker, health):
        for document in Document.objects.visible_to(user).select_related("case"):
            with at_work(user, document.case):
                if show(document.facts) or (user == health and show(document.health_facts)):
                    assert b"".join(fetch_document(document)[1])[:4] in {b"%PDF", b"\x89PNG"}
    assert verify_chain().broken is None
