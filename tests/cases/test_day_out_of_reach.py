"""A slip in the year (0026 for 2026) is refused with a sentence: such a day could not be watched, or would alarm for ever."""

from typing import Any

import pytest

from cases.models import Case, Claim, HearingPart, LegalLimit, Protection, Release, StatusDate, StatusEvent
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import LIMIT, RECORDS, make_hearing, make_limit, make_proceeding

pytestmark = pytest.mark.django_db
SENTENCE = "Look at its year"
SLIPS = ["0001-01-01", "0026-12-01", "9999-12-31"]
AHEAD = ["2207-12-01", "9999-12-31"]


def refused(cast: Cast, page: str, *rows: Any, **typed: Any) -> None:
    """It comes back with the sentence and what was typed, and nothing was kept."""
    before = DueThing.objects.count()
    answer = cast.caseworker.post(page, *rows, **typed)
    body = answer.content.decode()
    assert answer.status_code == 200 and SENTENCE in body
    assert all(str(value) in body for value in typed.values())
    assert DueThing.objects.count() == before


@pytest.mark.parametrize("day", SLIPS)
def test_a_limit(cast: Cast, case: Case, day: str):
    row = make_proceeding(cast.caseworker.user, case)
    facts = {"kind": "appeal", "source": "Judgment"}
    refused(cast, "cases:limit_create", case, row, end_on=day, **facts)
    body = facts | {"end_on": day}
    assert ask(cast.caseworker, "post", "limit_list", case, row, body=body).json()["code"] == "day_out_of_reach"
    assert not LegalLimit.objects.exists()
    limit = make_limit(cast.caseworker.user, row)
    refused(cast, "cases:limit_edit", case, limit, version=1, **(LIMIT | {"served_on": "", "end_on": day}))


@pytest.mark.parametrize("day", AHEAD)
def test_a_hearing(cast: Cast, case: Case, day: str):
    row = make_proceeding(cast.caseworker.user, case)
    refused(cast, "cases:hearing_create", case, row, kind="hearing", held_on=day, hour="23:59")
    assert not HearingPart.objects.exists()
    part = make_hearing(cast.caseworker.user, row)
    refused(cast, "cases:hearing_move", case, part, held_on=day, hour="23:59", version=1)


@pytest.mark.parametrize("day", SLIPS)
def test_a_day_to_look_at_something(cast: Cast, case: Case, day: str):
    facts = RECORDS[Protection] | {"watch_on": day}
    refused(cast, "cases:legalrecord_create", case, "a", **facts)
    refused(cast, "cases:legalrecord_create", case, "b", wish="yes", how="In person", filed_on=day)
    refused(cast, "cases:legalrecord_create", case, "c", head="wages", currency="EUR", claimed="12", watch_on=day)
    assert not any(model._default_manager.exists() for model in (Protection, Release, Claim))


@pytest.mark.parametrize("day", SLIPS)
def test_a_day_of_the_stay(cast: Cast, case: Case, day: str):
    refused(cast, "cases:deadline_create", case, what="appeal_limit", on=day, paper="seen")
    assert not StatusDate.objects.exists()
    assert not StatusEvent.objects.exists()
