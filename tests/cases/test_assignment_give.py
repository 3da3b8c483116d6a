"""Assigning a case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case, CaseGrant
from tests.cast import Cast
from tests.factories.cases import block
from tests.factories.reading import last_event


def give(cast: Cast, case: Case, user, **data):
    return cast.coordinator.post("cases:assignment_give", case, user=user.pid, **data)


def test_a_colleague_sees_the_case_from_the_next_page_on(cast: Cast, case: Case):
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    assert give(cast, case, cast.caseworker2.user).status_code == 302
    assert last_event(case).tag == "case:assign"
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200


def test_an_end_ends_it(cast: Cast, case: Case):
    give(cast, case, cast.legal.user, last_day=str(timezone.localdate()))
    assert cast.legal.get("cases:case_detail", case).status_code == 200
    CaseGrant.objects.filter(user=cast.legal.user).update(until=timezone.now() - timedelta(seconds=1))
    assert cast.legal.get("cases:case_detail", case).status_code == 404


def test_a_last_day_that_has_passed_is_said(cast: Cast, case: Case):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "This last day has passed" in give(cast, case, cast.legal.user, last_day=str(yesterday)).content.decode()
    assert not CaseGrant.objects.filter(user=cast.legal.user).exists()


def test_twice_is_refused_with_a_sentence(cast: Cast, case: Case):
    assert "assigned already" in give(cast, case, cast.caseworker.user).content.decode()


def test_a_block_and_an_unfit_role_give_one_and_the_same_sentence(cast: Cast, case: Case):
    block(cast.caseworker2.user, case, cast.coordinator.user)
    assert "cannot be assigned" in give(cast, case, cast.caseworker2.user).content.decode()
    assert not CaseGrant.objects.filter(user=cast.caseworker2.user).exists()


def test_a_foreign_colleague_is_no_choice(cast: Cast, case: Case):
    assert give(cast, case, cast.outsider.user).status_code == 200
    assert not CaseGrant.objects.filter(user=cast.outsider.user).exists()


@pytest.mark.parametrize("name", ["caseworker", "caseworker2", "legal", "health", "auditor", "outsider"])
def test_only_coordinators_assign(cast: Cast, case: Case, name: str):
    member = getattr(cast, name)
    assert member.post("cases:assignment_give", case, user=cast.caseworker2.user.pid).status_code == 404
    assert not CaseGrant.objects.filter(user=cast.caseworker2.user).exists()
