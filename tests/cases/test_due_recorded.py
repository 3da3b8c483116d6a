"""A deadline or a right that has a row of its own is not ended by a tick: only by what somebody records beside its row."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.legal import due_kinds
from cases.models import Case, LegalLimit, Protection, StatusDate
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import day, due, make_hearing, make_limit, make_proceeding, make_record

pytestmark = pytest.mark.django_db


def limit(cast: Cast, case: Case) -> DueThing:
    row = make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    return due(row, due_kinds.LIMIT_UNCHECKED)[0]


def hearing(cast: Cast, case: Case) -> DueThing:
    row = make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    return due(row, due_kinds.HEARING)[0]


def protection(cast: Cast, case: Case) -> DueThing:
    row = make_record(cast.caseworker.user, case, Protection, watch_on=day(20))
    return due(row, due_kinds.PROTECTION_ENDS)[0]


def stay(cast: Cast, case: Case) -> DueThing:
    typed = {"what": "appeal_limit", "on": day(10), "paper": "seen"}
    assert cast.caseworker.post("cases:deadline_create", case, **typed).status_code == 302
    found: DueThing = StatusDate.objects.select_related("due").get(case=case).due
    return found


WAYS = (limit, hearing, protection, stay)


@pytest.mark.parametrize("make", WAYS)
def test_a_tick_and_no_longer_needed_are_refused_and_it_goes_on(
    cast: Cast, case: Case, make: Callable[[Cast, Case], DueThing]
) -> None:
    one = make(cast, case)
    for page, typed in (("cases:due_complete", {}), ("cases:due_drop", {"reason": "twice"})):
        answer = cast.caseworker.post(page, one, **typed)
        assert answer.status_code == 409 and "A tick does not end this" in answer.content.decode()
    assert cast.caseworker.get("cases:due_drop", one).status_code == 409
    answer = ask(cast.caseworker, "post", "due_complete", one)
    assert (answer.status_code, answer.json()["code"]) == (409, "ends_by_record")
    one.refresh_from_db()
    assert one.state == "open" and one.next_alert_at is not None


@pytest.mark.parametrize("make", WAYS)
def test_pages_lead_to_the_record_in_place_of_a_tick(cast: Cast, case: Case, make: Callable[[Cast, Case], DueThing]):
    one = make(cast, case)
    for page, names in (("cases:today", ()), ("cases:due_detail", (one,))):
        body = cast.caseworker.get(page, *names, **({} if names else {"all": 1})).content.decode()
        assert f"/{one.pid}/" in body and f"/{one.pid}/done" not in body and f"/{one.pid}/drop" not in body
    assert "Say what was done" in body


def test_what_is_recorded_ends_it(cast: Cast, case: Case) -> None:
    one = limit(cast, case)
    row: Any = LegalLimit.objects.get(case=case)
    assert cast.caseworker.post("cases:limit_end", case, row, outcome="filed", version=1).status_code == 302
    one.refresh_from_db()
    assert one.state == "done"


def test_what_has_no_row_of_its_own_is_ticked_as_before(cast: Cast, case: Case) -> None:
    make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    [told] = DueThing.objects.open().filter(subject_id=case.pk, kind__startswith=due_kinds.TELL)
    assert cast.caseworker.post("cases:due_complete", told).status_code == 302
