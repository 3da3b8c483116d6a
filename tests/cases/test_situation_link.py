"""Cases of one situation are linked; only who may open both sees it."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from audit.record import scope
from cases.assignment.actions import write_grant
from cases.demo.cast import make_cast
from cases.models import Case, CaseGrant, Situation, SituationLink
from cases.situation.actions import link_situation
from cases.situation.queries import together_of
from cases.situation.states import LinkedAlready
from tests.cast import Cast, address
from tests.factories.cases import block, make_case
from tests.factories.reading import tags_of, working_as


@pytest.fixture
def other(cast: Cast) -> Case:
    return make_case(cast.caseworker.user, alias="Wren", name_used="Sela")


def link(member, case: Case, other: Case, what: str = "raid"):
    return member.post("cases:situation_link", case, number=other.reference, what=what)


def test_both_pages_tell_it_and_both_trails(cast: Cast, case: Case, other: Case):
    assert link(cast.caseworker, case, other).status_code == 302
    for one, its_other in ((case, other), (other, case)):
        page = cast.caseworker.get("cases:case_detail", one).content.decode()
        assert "Belongs together" in page and "A raid or inspection" in page and its_other.reference in page
        assert "situation:link" in tags_of(one)
    assert Situation.objects.get().kind == "raid"


def test_the_number_is_found_however_it_is_typed(cast: Cast, case: Case, other: Case):
    assert (
        cast.caseworker.post(
            "cases:situation_link", case, number=f"  {other.reference.lower()} ", what="employer"
        ).status_code
        == 302
    )
    assert SituationLink.objects.count() == 2


def test_who_may_open_only_one_learns_nothing(cast: Cast, case: Case, assign):
    hidden = make_case(cast.caseworker2.user, alias="Plover")
    assert link(cast.coordinator, case, hidden).status_code == 302
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Belongs together" not in page and "Plover" not in page and hidden.reference not in page
    listed = cast.caseworker.get("cases:situation_link", case).content.decode()
    assert hidden.reference not in listed and "Take out" not in listed
    own = SituationLink.objects.get(case=case)
    assert cast.caseworker.get("cases:situation_unlink", case, own).status_code == 404
    assert cast.caseworker.client.get(address("api:situation_list", case)).json() == {"results": []}
    assert "Belongs together" in cast.coordinator.get("cases:case_detail", case).content.decode()
    # Another case in sight opens that one and still not the hidden one.
    third = make_case(cast.caseworker.user, alias="Teal")
    cast.coordinator.post("cases:situation_link", case, number=third.reference, what=Situation.objects.get().pid)
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Teal" in page and hidden.reference not in page


def test_an_ended_assignment_hides_it_on_the_next_request(cast: Cast, case: Case, other: Case):
    link(cast.caseworker, case, other)
    held = CaseGrant.objects.filter(content_object=other, user=cast.caseworker.user)
    assert held.update(ended_at=timezone.now()) == 1
    assert cast.caseworker.get("cases:case_detail", other).status_code == 404
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Belongs together" not in page and other.reference not in page
    assert link(cast.caseworker, case, other, what="employer").status_code == 200
    assert SituationLink.objects.count() == 2


def test_a_block_hides_it_on_the_next_request(cast: Cast, case: Case, other: Case):
    link(cast.caseworker, case, other)
    held = block(cast.caseworker.user, other, cast.coordinator.user)
    assert "Belongs together" not in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert held.pk
    with working_as(cast.caseworker.user, case):
        assert together_of(cast.caseworker.user, case) == []


@pytest.mark.parametrize("number", ["C-1999-0001", "x", "%", "C-2026-000\u0661"])
def test_nothing_and_not_yours_look_the_same(cast: Cast, case: Case, number: str):
    hidden = make_case(cast.caseworker2.user, alias="Plover")
    pages = []
    for asked in (number, hidden.reference):
        answer = cast.caseworker.post("cases:situation_link", case, number=asked, what="raid")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "You may open no case with this number." in page and f'value="{asked}"' in page
        pages.append(answer.context["form"].errors.as_json())
    assert pages[0] == pages[1] and not SituationLink.objects.exists()


def test_another_organisations_number_opens_nothing(cast: Cast):
    foreign, mine = make_case(cast.outsider.user), make_case(cast.caseworker.user)
    assert foreign.reference == mine.reference, "numbers are of an organisation"
    second = make_case(cast.outsider.user)
    assert link(cast.caseworker, mine, second).status_code == 200
    assert not SituationLink.objects.exists()


def test_refusals_bring_the_form_back(cast: Cast, case: Case, other: Case):
    page = link(cast.caseworker, case, case).content.decode()
    assert "the number of the case you are in" in page
    assert "This needs an answer." in cast.caseworker.post("cases:situation_link", case, what="raid").content.decode()
    assert link(cast.caseworker, case, other, what="gossip").status_code == 200
    assert link(cast.caseworker, case, other).status_code == 302
    assert "linked in this way already" in link(cast.caseworker, case, other).content.decode()
    assert "linked in this way already" in link(cast.caseworker, other, case).content.decode()
    known = Situation.objects.get().pid
    assert "linked in this way already" in link(cast.caseworker, case, other, what=known).content.decode()
    assert SituationLink.objects.count() == 2


def test_two_employers_are_two_situations(cast: Cast, case: Case, other: Case):
    third = make_case(cast.caseworker.user, alias="Teal")
    link(cast.caseworker, case, other, what="employer")
    link(cast.caseworker, case, third, what="employer")
    assert Situation.objects.count() == 2
    assert not SituationLink.objects.filter(case=other, situation__links__case=third).exists()


def test_a_third_case_joins_a_situation_that_is_there(cast: Cast, case: Case, other: Case):
    link(cast.caseworker, case, other)
    third = make_case(cast.caseworker.user, alias="Teal")
    assert link(cast.caseworker, case, third, what=Situation.objects.get().pid).status_code == 302
    page = cast.caseworker.get("cases:case_detail", third).content.decode()
    assert case.reference in page and other.reference in page


def test_a_situation_of_another_case_cannot_be_named(cast: Cast, case: Case, other: Case):
    hidden = [make_case(cast.caseworker2.user, alias=alias) for alias in ("Plover", "Dunlin")]
    link(cast.caseworker2, *hidden)
    assert link(cast.caseworker, case, other, what=Situation.objects.get().pid).status_code == 200
    assert SituationLink.objects.count() == 2


def test_a_closed_case_takes_no_link_and_can_be_linked_to(cast: Cast, case: Case):
    closed = make_case(cast.caseworker.user, alias="Gone", is_closed=True)
    assert link(cast.caseworker, closed, case).status_code == 409
    page = cast.caseworker.get("cases:situation_link", closed)
    assert page.status_code == 200 and "This case is closed" in page.content.decode()
    assert link(cast.caseworker, case, closed).status_code == 302


def test_sending_it_twice_links_once(cast: Cast, case: Case, other: Case):
    page = cast.caseworker.get("cases:situation_link", case).content.decode()
    key = page.split('name="once" value="')[1].split('"')[0]
    for _time in range(2):
        answer = cast.caseworker.post("cases:situation_link", case, number=other.reference, what="raid", once=key)
        assert answer.status_code == 302
    assert SituationLink.objects.count() == 2


def test_lawyers_read_it_and_link_nothing(cast: Cast, case: Case, other: Case, assign):
    link(cast.caseworker, case, other)
    assign(cast.legal.user)
    assert "Belongs together" not in cast.legal.get("cases:case_detail", case).content.decode()
    assert cast.legal.get("cases:situation_link", case).status_code == 404
    write_grant(actor=cast.coordinator.user, case=other, user=cast.legal.user)
    page = cast.legal.get("cases:case_detail", case).content.decode()
    assert "Belongs together" in page and other.reference in page
    assert address("cases:situation_link", case) not in page


def test_over_the_api(cast: Cast, case: Case, other: Case):
    path = address("api:situation_list", case)
    client = cast.caseworker.client
    sent = {"number": other.reference, "kind": "employer"}
    made = client.post(path, sent, content_type="application/json")
    assert made.status_code == 201
    [row] = client.get(path).json()["results"]
    assert row["kind"] == "employer" and row["cases"] == [{"pid": other.pid, "reference": other.reference}]
    refused = client.post(path, sent | {"number": "C-1999-0001"}, content_type="application/json")
    assert refused.status_code == 409 and "number" in str(refused.json())
    assert client.post(path, {"number": other.reference}, content_type="application/json").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_two_who_link_the_same_two_at_once_make_one_situation():
    user = make_cast()["caseworker"]
    cases = [make_case(user, alias=alias) for alias in ("Heron", "Wren")]
    barrier, outcomes = threading.Barrier(2), []

    def join(one: Case, other: Case) -> None:
        try:
            with scope(actor=user, via="command"):
                barrier.wait(10)
                link_situation(actor=user, case=one, other=other, kind="raid")
                outcomes.append("linked")
        except LinkedAlready:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=pair) for pair in (cases, cases[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["linked", "refused"]
    assert Situation.objects.count() == 1 and SituationLink.objects.count() == 2
