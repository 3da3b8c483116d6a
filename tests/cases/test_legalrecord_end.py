"""Ending the watch: nothing is due, everything stays readable."""

from typing import Any

import pytest

from cases.legalrecord.kinds import KINDS
from cases.models import Case
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import day, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", KINDS)
def test_nothing_of_it_is_due_any_more(cast: Cast, case: Case, slug: str):
    model: Any = KINDS[slug].model
    row = make_record(cast.caseworker.user, case, model, **({"watch_on": day(9)} if slug != "d" else {}))
    assert cast.caseworker.post("cases:legalrecord_end", case, slug, row, reason="over", version=1).status_code == 302
    assert last_event(case).tag == "legalrecord:end"
    assert not DueThing.objects.open().filter(subject_id=case.pk, kind__startswith="legal.").exists()
    row.refresh_from_db()
    assert row.ended_by == cast.caseworker.user and opened(cast.caseworker.user, row, "facts")["end"] == "over"
    assert "It is over" in cast.caseworker.get("cases:legal_list", case).content.decode()
    for name in ("cases:legalrecord_end", "cases:legalrecord_edit"):
        assert cast.caseworker.get(name, case, slug, row).status_code == 409


def test_over_the_api_once(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, KINDS["a"].model)
    body = {"reason": "renewed", "version": 1}
    assert ask(cast.caseworker, "post", "legalrecord_end", case, "a", row, body=body).status_code == 204
    again = ask(cast.caseworker, "post", "legalrecord_end", case, "a", row, body=body | {"version": 2})
    assert again.status_code == 409 and again.json()["code"] == "record_over"
