"""Taking an offer back."""

from cases.models import Case
from tests.cases.test_handover_accept import offered
from tests.cast import Cast
from tests.factories.reading import last_event


def test_the_offer_is_gone(cast: Cast, case: Case):
    row = offered(cast, case)
    assert cast.caseworker.post("cases:handover_withdraw", case, row).status_code == 302
    assert last_event(case).tag == "handover:withdraw"
    assert cast.caseworker2.get("cases:handover_detail", row).status_code == 404
    assert cast.caseworker.post("cases:handover_withdraw", case, row).status_code == 409


def test_others_cannot(cast: Cast, case: Case, assign):
    row = offered(cast, case)
    assign(cast.legal.user)
    for name in ("caseworker2", "legal", "outsider"):
        assert getattr(cast, name).post("cases:handover_withdraw", case, row).status_code == 404
