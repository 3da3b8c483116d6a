"""Who looked at a case, in plain words."""

from cases.models import Case
from tests.cast import Cast


def test_it_says_who_what_and_when_and_no_value(cast: Cast, case: Case):
    cast.coordinator.post("cases:case_reveal", case, field="contactsheet.phone")
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Ruth B." in page and "Opened a case" in page and "Shown:" in page and "phone" in page
    assert "400 000 001" not in page


def test_reading_it_is_recorded_itself(cast: Cast, case: Case):
    cast.coordinator.get("cases:look_list", case)
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Read who looked at a case" in page


def test_a_refused_try_is_told(cast: Cast, case: Case):
    cast.caseworker2.get("cases:case_detail", case)
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Ana P." in page and "refused" in page


def test_others_cannot(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    for name in ("legal", "caseworker2", "outsider", "auditor", "administrator"):
        assert getattr(cast, name).get("cases:look_list", case).status_code == 404
