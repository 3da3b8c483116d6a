"""The auditor's list."""

import pytest

from audit.models import Event
from cases.models import Case
from tests.cast import Cast
from tests.factories.cases import make_case


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


def test_it_says_who_did_what_to_which_case_and_no_content(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    page = cast.auditor.get("reports:audit_list").content.decode()
    assert "Mira D." in page and "Opened a case" in page and case.reference in page
    assert "Heron" not in page and "Mali" not in page


def test_reading_it_is_recorded(cast: Cast, case: Case):
    cast.auditor.get("reports:audit_list")
    assert Event.objects.order_by("-seq")[0].tag == "audit:list"


def test_filters_narrow_it(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    cast.caseworker2.get("cases:case_detail", case)
    person = cast.auditor.get("reports:audit_list", actor=cast.caseworker2.user.pid).content.decode()
    assert "Ana P.</bdi>" in person and "Mira D.</bdi></b>" not in person
    refused = cast.auditor.get("reports:audit_list", outcome="refused").content.decode()
    assert "Ana P.</bdi></b>" in refused and "Mira D.</bdi></b>" not in refused
    one = cast.auditor.get("reports:audit_list", reference=case.reference, tag="case:open").content.decode()
    assert one.count("data-row") == 1
    none = cast.auditor.get("reports:audit_list", reference="C-1999-0001").content.decode()
    assert "Nothing fits" in none


def test_days_are_both_included(cast: Cast, case: Case):
    day = Event.objects.latest("seq").at.date().isoformat()
    page = cast.auditor.get("reports:audit_list", first_day="2001-01-01", last_day="2001-01-02").content.decode()
    assert "Nothing fits" in page
    assert "Created a case" in cast.auditor.get("reports:audit_list", first_day=day).content.decode()


def test_older_ones_follow_by_key(cast: Cast, case: Case):
    for _time in range(60):
        cast.caseworker.get("cases:case_detail", case)
    page = cast.auditor.get("reports:audit_list", tag="case:open").content.decode()
    assert page.count("data-row") == 50 and "before=" in page
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert cast.auditor.client.get(older).content.decode().count("data-row") == 10


def test_other_organisations_stand_in_their_own_list(cast: Cast):
    case = make_case(cast.outsider.user)
    assert case.reference not in cast.auditor.get("reports:audit_list").content.decode()


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "administrator", "partner", "outsider", "shelter"])
def test_only_auditors(cast: Cast, name: str):
    assert getattr(cast, name).get("reports:audit_list").status_code == 404
