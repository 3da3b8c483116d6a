"""Ticking a due thing off, and taking it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.legal import due_kinds
from cases.models import CaseGrant
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cases.stay import row_of, tell
from tests.cast import Cast
from tests.factories.cases import make_case, make_due
from tests.factories.legal import due as due_about
from tests.factories.legal import make_limit, make_proceeding

pytestmark = pytest.mark.django_db


def test_a_tick_and_its_undo(cast: Cast) -> None:
    due = make_due(cast.caseworker.user, make_case(cast.caseworker.user))
    answer = cast.caseworker.post("cases:due_complete", due)
    assert answer.url == f"/?done={due.pid}"
    assert DueThing.objects.get(pk=due.pk).state == "done"
    page = cast.caseworker.client.get(answer.url).content.decode()
    assert reverse("cases:due_reopen", args=[due.pid]) in page
    cast.caseworker.post("cases:due_reopen", due)
    assert DueThing.objects.get(pk=due.pk).state == "open"
    tags = list(Event.objects.order_by("-seq").values_list("tag", flat=True)[:4])
    assert "due:reopen" in tags
    assert Event.objects.filter(tag="due:complete", outcome="ok").count() == 1


def test_a_second_tick_changes_nothing(cast: Cast) -> None:
    due = make_due(cast.caseworker.user, make_case(cast.caseworker.user))
    cast.caseworker.post("cases:due_complete", due)
    first = DueThing.objects.get(pk=due.pk)
    cast.caseworker.post("cases:due_complete", due)
    assert DueThing.objects.get(pk=due.pk).done_at == first.done_at
    assert Event.objects.filter(tag="due:complete", outcome="ok").count() == 1


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider", "auditor"])
def test_only_its_owner_ticks_it(cast: Cast, name: str) -> None:
    due = make_due(cast.caseworker.user, make_case(cast.caseworker.user))
    other = getattr(cast, name)
    for page in ("cases:due_complete", "cases:due_reopen"):
        assert other.post(page, due).status_code == 404
    assert DueThing.objects.get(pk=due.pk).state == "open"


def test_not_after_the_assignment_ended(cast: Cast) -> None:
    case = make_case(cast.caseworker.user)
    due = make_due(cast.caseworker.user, case)
    CaseGrant.objects.filter(content_object=case).update(ended_at=timezone.now())
    assert cast.caseworker.post("cases:due_complete", due).status_code == 404
    assert DueThing.objects.get(pk=due.pk).state == "open"


def test_undo_is_offered_for_what_was_just_ticked_and_for_nothing_else(cast: Cast) -> None:
    due = make_due(cast.caseworker.user, make_case(cast.caseworker.user))
    assert b"Ticked off" not in cast.caseworker.get("cases:today", done=due.pid).content
    cast.caseworker.post("cases:due_complete", due)
    DueThing.objects.update(done_at=timezone.now() - timedelta(minutes=11))
    assert b"Ticked off" not in cast.caseworker.get("cases:today", done=due.pid).content


def test_a_link_ticks_nothing(cast: Cast) -> None:
    due = make_due(cast.caseworker.user, make_case(cast.caseworker.user))
    assert cast.caseworker.get("cases:due_complete", due).status_code == 405


def test_a_tick_does_not_end_a_day_of_the_stay(cast: Cast) -> None:
    case = make_case(cast.caseworker.user)
    tell(cast.caseworker, case, "detained")
    due = row_of(cast.caseworker.user, case, "detention").due
    page = cast.caseworker.get("cases:today").content.decode()
    assert due.pid in page and reverse("cases:due_complete", args=[due.pid]) not in page
    page = cast.caseworker.get("cases:due_detail", due).content.decode()
    assert reverse("cases:residence_list", args=[case.pid]) in page
    assert reverse("cases:due_complete", args=[due.pid]) not in page
    assert reverse("cases:due_drop", args=[due.pid]) not in page
    answer = cast.caseworker.post("cases:due_complete", due)
    assert answer.status_code == 409 and "write down what was done" in answer.content.decode()
    assert cast.caseworker.post("cases:due_drop", due, reason="mistake").status_code in (200, 409)
    for name, body in (("due_complete", None), ("due_drop", {"reason": "mistake"})):
        answer = ask(cast.caseworker, "post", name, due, body=body)
        assert answer.status_code == 409 and answer.json()["code"] == "ends_by_record"
    assert DueThing.objects.get(pk=due.pk).state == "open"


def test_nor_a_last_day_that_two_persons_read(cast: Cast) -> None:
    case = make_case(cast.caseworker.user)
    limit = make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    [running] = due_about(limit, due_kinds.LIMIT_UNCHECKED)
    [check] = DueThing.objects.filter(kind__startswith=f"{due_kinds.LIMIT_CHECK}:")
    for due in (running, check):
        owner = next(one for one in (cast.caseworker, cast.coordinator, cast.coordinator2) if one.user == due.owner)
        assert owner.post("cases:due_complete", due).status_code == 409
        assert DueThing.objects.get(pk=due.pk).state == "open"
