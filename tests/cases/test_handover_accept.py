"""Accepting a case: the assignment and what is due move together."""

from cases.models import Case, CaseGrant, CaseHandover
from reminders.models import DueThing
from tests.cases.test_handover_offer import offer
from tests.cast import Cast
from tests.factories.cases import block, make_due
from tests.factories.reading import last_event


def offered(cast: Cast, case: Case) -> CaseHandover:
    assert offer(cast.caseworker, case, cast.caseworker2.user).status_code == 302
    return CaseHandover.objects.get()


def test_the_case_and_what_is_due_change_hands(cast: Cast, case: Case):
    due = make_due(cast.caseworker.user, case)
    row = offered(cast, case)
    assert cast.caseworker2.post("cases:handover_accept", row).status_code == 302
    due.refresh_from_db()
    assert due.owner == cast.caseworker2.user and last_event(case).tag == "handover:accept"
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200
    assert cast.caseworker.get("cases:case_detail", case).status_code == 404
    assert not DueThing.objects.open().filter(owner=cast.caseworker.user, subject_id=case.pk).exists()


def test_both_are_told(cast: Cast, case: Case):
    row = offered(cast, case)
    cast.caseworker2.post("cases:handover_accept", row)
    assert DueThing.objects.open().filter(owner=cast.caseworker2.user, kind__startswith="case.handed_over").exists()
    text = cast.caseworker.get("cases:handover_list").content.decode()
    assert "Accepted" in text and case.reference in text


def test_an_end_stays_the_end(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    row = offered(cast, case)
    grant = CaseGrant.objects.get(user=cast.caseworker.user)
    CaseGrant.objects.filter(pk=grant.pk).update(until=grant.granted_at.replace(year=grant.granted_at.year + 1))
    grant.refresh_from_db()
    cast.caseworker2.post("cases:handover_accept", row)
    assert CaseGrant.objects.get(user=cast.caseworker2.user).until == grant.until


def test_a_second_answer_is_refused(cast: Cast, case: Case):
    row = offered(cast, case)
    cast.caseworker2.post("cases:handover_accept", row)
    assert cast.caseworker2.post("cases:handover_accept", row).status_code == 409


def test_who_is_kept_away_meanwhile_finds_no_offer(cast: Cast, case: Case):
    row = offered(cast, case)
    block(cast.caseworker2.user, case, cast.coordinator.user)
    assert cast.caseworker2.get("cases:handover_detail", row).status_code == 404
    assert cast.caseworker2.post("cases:handover_accept", row).status_code == 404
    assert case.reference not in cast.caseworker2.get("cases:handover_list").content.decode()
    assert cast.caseworker.get("cases:case_detail", case).status_code == 200


def test_an_offer_of_somebody_who_left_the_case_is_no_more(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    row = offered(cast, case)
    cast.coordinator.post("cases:assignment_end", case, CaseGrant.objects.get(user=cast.caseworker.user))
    assert cast.caseworker2.post("cases:handover_accept", row).status_code == 409
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404


def test_only_the_receiver_answers(cast: Cast, case: Case):
    row = offered(cast, case)
    for name in ("caseworker", "coordinator", "legal", "auditor", "outsider"):
        assert getattr(cast, name).post("cases:handover_accept", row).status_code == 404
    row.refresh_from_db()
    assert row.is_waiting
