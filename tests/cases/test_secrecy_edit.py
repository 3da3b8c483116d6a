"""Who must not know."""

import pytest

from cases.models import Case, ContactSheet
from tests.cast import Cast
from tests.factories.reading import last_event, opened

NAMED = {
    "kin_0": "relative",
    "name_0": "A cousin named Invented",
    "how_0": "Says she is from the clinic",
    "kin_1": "employer",
    "must_not_know": "Nobody from the old street",
    "version": "1",
}


def sheet(case: Case) -> ContactSheet:
    return ContactSheet.objects.get(case=case)


def test_every_page_warns_by_relation_and_never_by_name(cast: Cast, case: Case, assign):
    assert cast.caseworker.post("cases:secrecy_edit", case, **NAMED).status_code == 302
    assert opened(cast.caseworker.user, sheet(case), "keep_from") == [
        {"kin": "relative", "name": "A cousin named Invented", "how": "Says she is from the clinic"},
        {"kin": "employer"},
    ]
    assign(cast.health.user)
    for member in (cast.caseworker, cast.coordinator, cast.health):
        page = member.get("cases:timeline_list", case).content.decode()
        assert "Other relative, Employer or foreman" in page and "neither confirm nor deny" in page
        assert "cousin" not in page
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    assert "A cousin named Invented" in page and "Says she is from the clinic" in page
    assert "Nobody from the old street" not in page


def test_the_trail_names_fields_only(cast: Cast, case: Case):
    cast.caseworker.post("cases:secrecy_edit", case, **NAMED)
    event = last_event(case)
    assert event.tag == "secrecy:edit" and "keep_from" in event.detail and "cousin" not in event.detail


def test_an_empty_line_takes_somebody_off(cast: Cast, case: Case):
    cast.caseworker.post("cases:secrecy_edit", case, **NAMED)
    again = NAMED | {"kin_0": "", "name_0": "", "how_0": "", "version": "2"}
    cast.caseworker.post("cases:secrecy_edit", case, **again)
    assert opened(cast.caseworker.user, sheet(case), "keep_from") == [{"kin": "employer"}]


def test_a_text_alone_warns_too_and_is_not_opened_for_it(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:timeline_list", case).content.decode()
    assert "Must not know:" in page and "A cousin" not in page
    assert "must_not_know" not in last_event(case).detail


def test_a_closed_case_is_a_conflict(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert cast.caseworker.post("cases:secrecy_edit", case, **NAMED).status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.post("cases:secrecy_edit", case, **NAMED).status_code == 404
    assert sheet(case).version == 1
