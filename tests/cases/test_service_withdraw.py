"""Striking out a service that was entered by mistake."""

import pytest

from cases.models import Case, ServiceGiven
from tests.cast import Cast
from tests.factories.reading import last_event


@pytest.fixture
def service(cast: Cast, case: Case) -> ServiceGiven:
    cast.caseworker.post("cases:service_create", case, service="food", units="7", text="Seven meals")
    return ServiceGiven.objects.get(case=case)


def test_it_counts_no_more_and_stays_readable(cast: Cast, case: Case, service: ServiceGiven):
    assert cast.caseworker.post("cases:service_withdraw", case, service).status_code == 302
    row = ServiceGiven.objects.get(pk=service.pk)
    assert row.withdrawn_at is not None and row.withdrawn_by == cast.caseworker.user
    assert last_event(case).tag == "service:withdraw"
    assert "Seven meals" in cast.caseworker.get("cases:service_list", case).content.decode()


def test_it_is_struck_out_once(cast: Cast, case: Case, service: ServiceGiven):
    cast.caseworker.post("cases:service_withdraw", case, service)
    answer = cast.caseworker.post("cases:service_withdraw", case, service)
    assert answer.status_code == 409 and "struck out already" in answer.content.decode()


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_strike_nothing(cast: Cast, case: Case, service: ServiceGiven, username: str):
    assert getattr(cast, username).post("cases:service_withdraw", case, service).status_code == 404
    assert ServiceGiven.objects.get(pk=service.pk).withdrawn_at is None
