"""The course of a proceeding is a dated history."""

import pytest

from cases.models import Case, Proceeding, ProceedingStep
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import day, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def reach(cast: Cast, row: Proceeding, stage: str, days: int = 0):
    return cast.caseworker.post("cases:proceeding_stage", row.case, row, stage=stage, happened_on=day(days))


def test_stages_stand_in_their_order_and_the_newest_counts(cast: Cast, case: Case, proceeding: Proceeding):
    assert reach(cast, proceeding, "trial", -1).status_code == 302
    assert last_event(case).tag == "proceeding:stage"
    assert reach(cast, proceeding, "investigation", -9).status_code == 302
    page = cast.caseworker.get("cases:proceeding_detail", case, proceeding).content.decode()
    assert page.index("Trial") < page.index("Investigation")
    assert "Trial" in cast.caseworker.get("cases:legal_list", case).content.decode()
    assert [
        opened(cast.caseworker.user, step, "facts")["stage"] for step in ProceedingStep.objects.filter(case=case)
    ] == [
        "trial",
        "investigation",
    ]


def test_a_day_ahead_is_refused_with_a_sentence(cast: Cast, proceeding: Proceeding):
    answer = reach(cast, proceeding, "trial", 1)
    assert answer.status_code == 200 and "Only what has happened" in answer.content.decode()
    assert not ProceedingStep.objects.exists()


def test_it_stands_on_the_timeline_without_what_it_says(cast: Cast, case: Case, proceeding: Proceeding, assign):
    reach(cast, proceeding, "trial")
    page = cast.caseworker.get("cases:timeline_list", case, kind="legal").content.decode()
    assert "Step in a proceeding" in page and "Trial" not in page
    assign(cast.health.user)
    assert "Step in a proceeding" not in cast.health.get("cases:timeline_list", case, kind="legal").content.decode()


def test_over_the_api(cast: Cast, case: Case, proceeding: Proceeding):
    assert (
        ask(cast.caseworker, "post", "proceeding_stage", case, proceeding, body={"stage": "charge"}).status_code == 201
    )
    refused = ask(
        cast.caseworker,
        "post",
        "proceeding_stage",
        case,
        proceeding,
        body={"stage": "charge", "happened_on": str(day(1))},
    )
    assert refused.status_code == 409 and refused.json()["code"] == "step_in_future"
