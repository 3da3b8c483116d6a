"""What the person wants. Help never depends on the answer. Source: CoE 12(6); 2011/36/EU Art 11(3)."""

import pytest

from cases.models import Case, CaseGrant, Proceeding, ProceedingStep, ServiceGiven
from cases.proceeding.choices import PersonDecision
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_due
from tests.factories.legal import day, make_hearing, make_limit, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


@pytest.mark.parametrize("decision", PersonDecision.values)
def test_no_answer_closes_or_ends_anything(cast: Cast, case: Case, proceeding: Proceeding, decision: str):
    make_due(cast.caseworker.user, case)
    make_hearing(cast.caseworker.user, proceeding)
    make_limit(cast.caseworker.user, proceeding)
    cast.caseworker.post("cases:service_create", case, service="food", units="1")

    def everything():
        dues = DueThing.objects.order_by("pk").values("pk", "state", "due_on", "owner")
        grants = CaseGrant.objects.order_by("pk").values("pk", "ended_at", "until")
        services = ServiceGiven.objects.values("pk", "withdrawn_at")
        return [*Case.objects.values("pk", "stage", "status", "closed_on"), *dues, *grants, *services]

    before = everything()
    answer = cast.caseworker.post(
        "cases:proceeding_decide", case, proceeding, decision=decision, happened_on=day(0), remark="Fears for her son"
    )
    assert answer.status_code == 302 and everything() == before
    step = ProceedingStep.objects.get(case=case)
    assert opened(cast.caseworker.user, step, "facts") == {"decision": decision, "remark": "Fears for her son"}
    assert last_event(case).tag == "proceeding:decide"


def test_it_can_change_and_what_was_said_before_stays(cast: Cast, case: Case, proceeding: Proceeding):
    for decision in ("wants", "does_not_want"):
        cast.caseworker.post("cases:proceeding_decide", case, proceeding, decision=decision, happened_on=day(0))
    listed = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Does not want to take part" in listed and "Wants to take part" not in listed
    page = cast.caseworker.get("cases:proceeding_detail", case, proceeding).content.decode()
    assert "Does not want to take part" in page and "Wants to take part" in page


def test_a_reason_is_optional_and_a_day_ahead_refused(cast: Cast, case: Case, proceeding: Proceeding):
    body = {"decision": "later"}
    assert ask(cast.caseworker, "post", "proceeding_decide", case, proceeding, body=body).status_code == 201
    ahead = ask(
        cast.caseworker, "post", "proceeding_decide", case, proceeding, body=body | {"happened_on": str(day(2))}
    )
    assert ahead.status_code == 409
