"""The formal decision stands apart from the worker's own conclusion."""

from cases.models import Case, EarlierValue, Identification
from tests.cases.test_identification_create import values
from tests.cast import Cast
from tests.factories.reading import last_event, opened

DECISION = {"authority": "Invented agency", "level": "negative", "on": "2026-02-01", "number": "X-1"}
SENT = DECISION | {"version": "1"}


def assessed(cast: Cast, case: Case) -> Identification:
    cast.caseworker.post("cases:identification_create", case, **values())
    return Identification.objects.get(case=case)


def test_a_legal_adviser_records_it_and_the_conclusion_stays(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    row = assessed(cast, case)
    assert cast.legal.post("cases:identification_decide", case, row, **SENT).status_code == 302
    assert opened(cast.legal.user, row, "decision") == DECISION
    assert opened(cast.caseworker.user, row, "elements")["result"] == "likely"
    assert last_event(case).tag == "identification:decide"
    case.refresh_from_db()
    assert not case.is_closed


def test_a_legal_adviser_does_not_see_the_elements(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assessed(cast, case)
    page = cast.legal.get("cases:identification_list", case).content.decode()
    assert "Forced labour" not in page and "Restricted" in page


def test_what_a_colleague_recorded_meanwhile_is_not_written_over(cast: Cast, case: Case):
    row = assessed(cast, case)
    assert cast.coordinator.post("cases:identification_decide", case, row, **SENT).status_code == 302
    other = SENT | {"authority": "Another agency"}
    answer = cast.caseworker.post("cases:identification_decide", case, row, **other)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Another agency" in text and "Invented agency" in text
    assert opened(cast.caseworker.user, row, "decision") == DECISION


def test_what_stood_there_is_kept(cast: Cast, case: Case):
    row = assessed(cast, case)
    cast.caseworker.post("cases:identification_decide", case, row, **SENT)
    cast.caseworker.post("cases:identification_decide", case, row, **SENT | {"level": "conclusive", "version": "2"})
    kept = EarlierValue.objects.filter(field="cases.identification.decision").order_by("version")
    assert [(one.version, one.legal.is_null) for one in kept] == [(1, True), (2, False)]
    assert opened(cast.caseworker.user, kept[1], "legal") == DECISION


def test_others_cannot(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    row = assessed(cast, case)
    for name in ("health", "caseworker2", "outsider"):
        assert getattr(cast, name).post("cases:identification_decide", case, row, **SENT).status_code == 404
