"""One proceeding, several persons: a link shows only to who may open both cases."""

import pytest

from cases.legal import due_kinds
from cases.models import Case, HearingPart, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import due, link, make_hearing, make_proceeding
from tests.factories.reading import opened, tags_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case, lawyer="Invented Lawyer")


def test_the_other_person_gets_what_is_shared_and_nothing_else(cast: Cast, proceeding: Proceeding):
    other = make_case(cast.caseworker.user, alias="Wren")
    answer = cast.caseworker.post("cases:proceeding_link", proceeding.case, proceeding, reference=other.reference)
    assert answer.status_code == 302
    made = Proceeding.objects.get(case=other)
    facts = opened(cast.caseworker.user, made, "facts")
    assert facts == {"type": "criminal", "authority": "Invented court", "number": "12/345", "country": "BE"}
    assert made.docket_id == proceeding.docket_id
    assert tags_of(other)[-1] in {"proceeding:link", "field:reveal"} and "proceeding:link" in tags_of(proceeding.case)


def test_hearings_that_lie_ahead_become_due_there(cast: Cast, proceeding: Proceeding):
    make_hearing(cast.caseworker.user, proceeding)
    made = link(cast.caseworker.user, proceeding, make_case(cast.caseworker.user, alias="Wren"))
    part = HearingPart.objects.get(proceeding=made)
    assert len(due(part, due_kinds.HEARING)) == 1 and len(due(part, due_kinds.TELL)) == 1


def test_who_may_not_open_the_other_case_sees_nothing_of_it(cast: Cast, case: Case, proceeding: Proceeding):
    other = make_case(cast.caseworker2.user, alias="Wren")
    made = link(cast.coordinator.user, proceeding, other)
    for name, shown in (("caseworker", False), ("coordinator", True)):
        page = getattr(cast, name).get("cases:proceeding_detail", case, proceeding).content.decode()
        assert (other.reference in page) is shown and ("Wren" in page) is shown
        linked = ask(getattr(cast, name), "get", "legal_list", case).json()["proceedings"][0]["linked"]
        assert linked == ([other.pid] if shown else [])
    theirs = cast.caseworker2.get("cases:proceeding_detail", other, made).content.decode()
    assert case.reference not in theirs and "Heron" not in theirs


def test_a_case_out_of_sight_and_no_case_are_answered_alike(cast: Cast, proceeding: Proceeding):
    hidden = make_case(cast.caseworker2.user, alias="Wren")
    bodies = [
        cast.caseworker.post("cases:proceeding_link", proceeding.case, proceeding, reference=number).content.decode()
        for number in (hidden.reference, "2020-0000", proceeding.case.reference)
    ]
    assert all("no other case with this number" in body for body in bodies)
    assert not Proceeding.objects.filter(case=hidden).exists()
    for pid in (hidden.pid, "0000000000"):
        answer = ask(cast.caseworker, "post", "proceeding_link", proceeding.case, proceeding, body={"case": pid})
        assert answer.status_code == 400


def test_it_is_linked_once_and_with_an_open_case(cast: Cast, proceeding: Proceeding):
    other = make_case(cast.caseworker.user, alias="Wren")
    closed = make_case(cast.caseworker.user, alias="Tern", is_closed=True)
    link(cast.caseworker.user, proceeding, other)
    for case, words in ((other, "linked already"), (closed, "The other case is closed")):
        answer = cast.caseworker.post("cases:proceeding_link", proceeding.case, proceeding, reference=case.reference)
        assert words in answer.content.decode()
    assert Proceeding.objects.filter(docket_id=proceeding.docket_id).count() == 2
