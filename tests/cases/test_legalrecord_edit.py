"""Changing what is recorded of protection, release, claims and compelled acts."""

from typing import Any

import pytest

from cases.legal import due_kinds
from cases.legalrecord.kinds import KINDS
from cases.models import Case, Protection
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import RECORDS, day, due, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", KINDS)
def test_each_kind_can_be_changed_and_says_its_version(cast: Cast, case: Case, slug: str):
    model: Any = KINDS[slug].model
    row = make_record(cast.caseworker.user, case, model)
    data = RECORDS[model] | {"remark": "Changed words", "version": 1}
    page = cast.caseworker.get("cases:legalrecord_edit", case, slug, row).content.decode()
    assert 'name="version" value="1"' in page
    assert cast.caseworker.post("cases:legalrecord_edit", case, slug, row, **data).status_code == 302
    assert opened(cast.caseworker.user, row, "facts")["remark"] == "Changed words"
    assert last_event(case).tag == "legalrecord:edit"
    assert cast.caseworker.post("cases:legalrecord_edit", case, slug, row, **data).status_code == 409


def test_another_day_moves_what_is_due_and_no_day_takes_it_away(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, Protection, watch_on=day(40))
    data = RECORDS[Protection] | {"version": 1, "watch_on": day(60)}
    cast.caseworker.post("cases:legalrecord_edit", case, "a", row, **data)
    assert [one.due_on for one in due(row, due_kinds.PROTECTION_ENDS)] == [day(60)]
    cast.caseworker.post("cases:legalrecord_edit", case, "a", row, **(data | {"version": 2, "watch_on": ""}))
    assert due(row, due_kinds.PROTECTION_ENDS) == []


def test_over_the_api_what_is_named_changes(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, Protection, watch_on=day(40))
    answer = ask(
        cast.caseworker, "patch", "legalrecord_detail", case, "a", row, body={"state": "refused", "version": 1}
    )
    assert answer.status_code == 200
    assert opened(cast.caseworker.user, row, "facts") == RECORDS[Protection] | {"state": "refused"}
    assert [one.due_on for one in due(row, due_kinds.PROTECTION_ENDS)] == [day(40)]
    assert ask(cast.caseworker, "patch", "legalrecord_detail", case, "c", row, body={"version": 2}).status_code == 404
