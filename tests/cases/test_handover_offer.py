"""Offering a case: nothing changes until the other side says yes."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.models import Case, CaseGrant, CaseHandover
from tests.cast import Cast
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case
from tests.factories.reading import last_event, opened

NOTE = "She trusts the night porter"


def offer(member, case: Case, receiver, **data):
    return member.post("cases:handover_offer", case, receiver=receiver.pid, note=NOTE, **data)


def test_nothing_changes_but_that_it_waits(cast: Cast, case: Case):
    assert offer(cast.caseworker, case, cast.caseworker2.user).status_code == 302
    row = CaseHandover.objects.get()
    assert row.is_waiting and last_event(case).tag == "handover:offer"
    assert opened(cast.caseworker.user, row, "note") == NOTE
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    assert CaseGrant.objects.filter(content_object=case).count() == 1


def test_the_receiver_reads_the_alias_and_the_note_and_nothing_else(cast: Cast, case: Case):
    offer(cast.caseworker, case, cast.caseworker2.user)
    row = CaseHandover.objects.get()
    assert "Heron" in cast.caseworker2.get("cases:handover_list").content.decode()
    text = cast.caseworker2.get("cases:handover_detail", row).content.decode()
    assert NOTE in text and "Heron" in text and "Mai Example" not in text
    assert last_event(case).tag == "handover:open"


def test_the_offer_stands_on_the_page_of_the_case(cast: Cast, case: Case):
    offer(cast.caseworker, case, cast.caseworker2.user)
    assert NOTE in cast.caseworker.get("cases:handover_offer", case).content.decode()
    assert case.reference in cast.caseworker.get("cases:handover_list").content.decode()


def test_a_coordinator_offers_for_a_worker(cast: Cast, case: Case):
    answer = offer(cast.coordinator, case, cast.caseworker2.user, giver=cast.caseworker.user.pid)
    assert answer.status_code == 302 and CaseHandover.objects.get().giver == cast.caseworker.user


def test_one_offer_at_a_time(cast: Cast, case: Case):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    offer(cast.caseworker, case, cast.caseworker2.user)
    assert "is offered to somebody already" in offer(cast.caseworker, case, third).content.decode()


def test_a_block_and_another_role_give_one_and_the_same_sentence(cast: Cast, case: Case):
    giver = cast.caseworker.user.pid
    block(cast.caseworker2.user, case, cast.coordinator.user)
    for receiver in (cast.caseworker2.user, cast.legal.user):
        assert "cannot go to this colleague" in offer(cast.coordinator, case, receiver, giver=giver).content.decode()
    assert not CaseHandover.objects.exists()


def test_a_closed_case_is_not_handed_over(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert offer(cast.caseworker, case, cast.caseworker2.user).status_code in {404, 409}
    assert not CaseHandover.objects.exists()


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "auditor", "administrator", "outsider"])
def test_others_cannot(cast: Cast, case: Case, name: str):
    assert offer(getattr(cast, name), case, cast.caseworker2.user).status_code == 404
    assert not CaseHandover.objects.exists()


def test_the_case_itself_leads_to_it(cast: Cast, case: Case):
    link = reverse("cases:handover_offer", args=[case.pid])
    assert link in cast.caseworker.get("cases:case_detail", case).content.decode()
    closed = make_case(cast.caseworker.user, alias="Gone", is_closed=True)
    link = reverse("cases:handover_offer", args=[closed.pid])
    assert link not in cast.caseworker.get("cases:case_detail", closed).content.decode()


def test_the_receiver_is_told_on_today_and_nobody_else(cast: Cast, case: Case):
    link = reverse("cases:handover_list")
    assert link not in cast.caseworker2.get("cases:today").content.decode()
    offer(cast.caseworker, case, cast.caseworker2.user)
    page = cast.caseworker2.get("cases:today").content.decode()
    assert "1 case is offered to you." in page and link in page and case.reference not in page
    for other in (cast.caseworker, cast.coordinator, cast.legal):
        assert "offered to you" not in other.get("cases:today").content.decode()
