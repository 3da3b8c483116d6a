"""The page that gives cases to people."""

from django.utils import timezone

from cases.models import Case, CaseGrant
from tests.cast import Cast
from tests.factories.cases import block, make_case


def test_a_case_without_a_worker_stands_first_and_is_given_away(cast: Cast, case: Case):
    new = make_case(cast.caseworker2.user, alias="Wren")
    CaseGrant.objects.filter(content_object=case).update(ended_at=timezone.now())
    rows = cast.coordinator.get("cases:assignment_list").context["rows"]
    assert [(row.case, row.is_alone) for row in rows] == [(case, True), (new, False)]
    answer = cast.coordinator.post("cases:assignment_list", case=case.pid, user=cast.caseworker.user.pid)
    assert answer.status_code == 302
    assert CaseGrant.objects.in_force().filter(content_object=case, user=cast.caseworker.user).exists()


def test_who_works_on_it_is_no_choice(cast: Cast, case: Case):
    text = cast.coordinator.get("cases:assignment_list").content.decode()
    form = text.partition('name="case"')[2].partition("</form>")[0]
    assert cast.caseworker2.user.display_name in form and cast.caseworker.user.display_name not in form


def test_a_refusal_is_said_and_nothing_happens(cast: Cast, case: Case):
    block(cast.caseworker2.user, case, cast.coordinator.user)
    cast.coordinator.post("cases:assignment_list", case=case.pid, user=cast.caseworker2.user.pid)
    assert "cannot be assigned" in cast.coordinator.get("cases:assignment_list").content.decode()
    assert not CaseGrant.objects.filter(user=cast.caseworker2.user).exists()


def test_a_case_out_of_sight_is_absent(cast: Cast, case: Case):
    block(cast.coordinator.user, case, cast.coordinator2.user)
    user = cast.caseworker2.user.pid
    assert cast.coordinator.post("cases:assignment_list", case=case.pid, user=user).status_code == 404
    assert cast.coordinator.post("cases:assignment_list", case="nonsense", user=user).status_code == 404
    assert case.reference not in cast.coordinator.get("cases:assignment_list").content.decode()
