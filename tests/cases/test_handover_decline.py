"""Declining a case."""

from cases.models import Case
from tests.cases.test_handover_accept import offered
from tests.cast import Cast
from tests.factories.reading import last_event


def test_the_case_stays_and_the_giver_is_told(cast: Cast, case: Case):
    row = offered(cast, case)
    assert cast.caseworker2.post("cases:handover_decline", row).status_code == 302
    assert last_event(case).tag == "handover:decline"
    assert cast.caseworker.get("cases:case_detail", case).status_code == 200
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    assert "Declined" in cast.caseworker.get("cases:handover_list").content.decode()
    assert cast.caseworker2.post("cases:handover_decline", row).status_code == 409


def test_others_cannot(cast: Cast, case: Case):
    row = offered(cast, case)
    for name in ("caseworker", "coordinator", "outsider"):
        assert getattr(cast, name).post("cases:handover_decline", row).status_code == 404
