"""Finding a case: what one may open is found, what one may not looks like nothing, and no term is left anywhere."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.access import admit, relation_of_visible
from cases.assignment.actions import write_grant
from cases.contact.actions import edit_contact
from cases.find import queries
from cases.models import Case
from encryption.token_tables import BlindToken
from tests.cases.api import Trail, ask
from tests.cases.find.conftest import FIELDS
from tests.cases.find.finding import NOTHING, found, mate, page
from tests.cast import Cast, Member
from tests.factories.cases import acting, block, make_case

pytestmark = pytest.mark.django_db
SAVEPOINT = re.compile(r"s\d+_x\d+")
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


# -- by number --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelt", ["{0}", "lower", "bare", "spaced", "year", "serial", "dashes"])
def test_a_number_opens_its_case(cast: Cast, own: Case, spelt: str):
    forms = {
        "lower": own.reference.lower(),
        "bare": own.reference.replace("-", ""),
        "spaced": f"  {own.reference.replace('-', ' ')} ",
        "year": own.reference.removeprefix("C-"),
        "serial": f"{own.serial:04d}",
        "dashes": own.reference.replace("-", "–"),
    }
    answer = cast.caseworker.post("cases:case_find", term=forms.get(spelt, own.reference))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("cases:case_detail", args=[own.pid])


def test_a_number_that_is_not_there_and_one_that_is_not_yours_look_the_same(cast: Cast, own: Case, theirs: Case):
    mine = page(cast.caseworker, "C-2026-9999")
    assert NOTHING in mine
    assert page(cast.caseworker, theirs.reference).replace(theirs.reference, "C-2026-9999").count(NOTHING) == 1
    assert found(cast.caseworker, theirs.reference) == []


def test_a_closed_case_is_found(cast: Cast):
    case = make_case(cast.caseworker.user, alias="Wren", is_closed=True)
    assert found(cast.caseworker, case.reference) == [(case.reference, "reference")]


# -- by words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ("HERON", "alias"),
        ("ero", "alias"),
        ("mali", "name"),
        ("Mál", "name"),
        ("nok", "dependant"),
        ("suda", "dependant"),
    ],
)
def test_any_part_of_a_name(cast: Cast, own: Case, theirs: Case, term: str, why: str):
    assert (own.reference, why) in found(cast.caseworker, term)
    text = page(cast.caseworker, term)
    assert "Heron" in text and own.reference in text and "Intake" in text
    assert reverse("cases:case_detail", args=[own.pid]) in text


@pytest.mark.parametrize(
    ("name", "term"),
    [("ሰላም ፍቅር", "ፍቅር"), ("Олена", "олен"), ("مُحَمَّد", "محمد"), ("สุดา", "สุดา"), ("김민지", "민지")],
)
def test_names_of_any_script(cast: Cast, name: str, term: str):
    case = make_case(cast.caseworker.user, alias="Wren", name_used=name)
    assert found(cast.caseworker, term) == [(case.reference, "name")]


def test_a_name_of_another_teams_case_is_nothing(cast: Cast, own: Case, theirs: Case):
    for term in ("Selam", "Quince"):
        assert found(cast.caseworker, term) == []
        assert NOTHING in page(cast.caseworker, term)
        assert found(cast.caseworker2, term) != []


def test_of_a_team_mates_case_alias_and_number_only(cast: Cast):
    case = make_case(mate(cast), alias="Wagtail", **FIELDS)
    assert found(cast.caseworker, "wagt") == [(case.reference, "alias")]
    assert found(cast.caseworker, case.reference) == [(case.reference, "reference")]
    for term in ("mali", "nok", "0470123456", "AB123456"):
        assert found(cast.caseworker, term) == []
    text = page(cast.caseworker, case.reference)
    assert "Wagtail" in text and case.pid not in text
    row = ask(cast.caseworker, "post", "case_find", body={"term": "wagtail"}).json()["results"][0]
    assert row["may_open"] is False and "pid" not in row


# -- by whole numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("term", ["0470123456", "+32 470 12 34 56", "0032470/12.34.56", "٠٤٧٠١٢٣٤٥٦", "+66812345678"])
def test_a_whole_phone_number(cast: Cast, own: Case, theirs: Case, term: str):
    assert found(cast.caseworker, term) == [(own.reference, "phone")]


@pytest.mark.parametrize("term", ["592 0123456 78", "ab123456", "AB-123456", "77888999"])
def test_a_whole_number_of_a_paper(cast: Cast, own: Case, term: str):
    assert found(cast.caseworker, term) == [(own.reference, "document")]


@pytest.mark.parametrize("term", ["047012", "23 45 67", "B123456", "0470 12 34 57"])
def test_a_part_of_a_number_finds_nothing(cast: Cast, own: Case, term: str):
    assert found(cast.caseworker, term) == []


def test_a_candidate_that_only_shares_a_token_is_not_told(cast: Cast, own: Case):
    """Tokens are short on purpose: what they find is opened and compared."""
    other = make_case(cast.caseworker.user, alias="Wren", contact={"phone": "0470 99 99 99"})
    right = BlindToken.objects.get(scope_id=own.pk, column=1)
    BlindToken.objects.filter(scope_id=other.pk, column=1).update(token=bytes(right.token))
    assert found(cast.caseworker, "0470123456") == [(own.reference, "phone")]


def test_a_number_that_was_changed_is_found_as_it_is_now(cast: Cast, own: Case):
    with acting(cast.caseworker.user):
        admit(cast.caseworker.user, [own.pk], relation_of_visible(cast.caseworker.user))
        edit_contact(actor=cast.caseworker.user, case=own, changes={"phone": "0470 65 43 21", "other_phone": ""})
    assert found(cast.caseworker, "0470123456") == found(cast.caseworker, "+66812345678") == []
    assert found(cast.caseworker, "0470654321") == [(own.reference, "phone")]


def test_two_cases_with_one_number_are_both_told(cast: Cast, own: Case):
    other = make_case(cast.caseworker.user, alias="Wren", contact={"phone": "+32470123456"})
    assert found(cast.caseworker, "0470123456") == [(other.reference, "phone"), (own.reference, "phone")]


# -- who finds what ---------------------------------------------------------------------------------------------------


def test_a_coordinator_finds_within_the_organisation(cast: Cast, own: Case, theirs: Case):
    foreign = make_case(cast.outsider.user, alias="Heron", **FIELDS)
    for term in ("heron", "0470123456", "AB123456"):
        references = {reference for reference, _why in found(cast.coordinator, term)}
        assert own.reference in references
        assert foreign.pk not in set(Case.objects.visible_to(cast.coordinator.user).values_list("pk", flat=True))
    assert found(cast.coordinator, "quince") == [(theirs.reference, "alias")]
    assert [row for row in found(cast.outsider, "heron")] == [(foreign.reference, "alias")]


def test_each_role_searches_by_what_it_reads(cast: Cast, own: Case):
    for member in (cast.legal, cast.health):
        write_grant(actor=cast.coordinator.user, case=own, user=member.user)
        assert found(member, "mali") == [(own.reference, "name")]
        assert found(member, "0470123456") == [(own.reference, "phone")]
    assert found(cast.legal, "AB123456") == [(own.reference, "document")]
    assert found(cast.health, "AB123456") == found(cast.health, "nok") == []


@pytest.mark.parametrize("username", ["shelter", "partner", "auditor", "administrator"])
def test_other_roles_have_no_search(cast: Cast, own: Case, username: str):
    member = getattr(cast, username)
    trail = Trail()
    assert member.get("cases:case_find").status_code == 404
    assert member.post("cases:case_find", term=own.reference).status_code == 404
    assert ask(member, "post", "case_find", body={"term": own.reference}).status_code == 404
    assert ask(member, "post", "case_find", body={"bad": 1}).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 4
    assert 'role="search"' not in member.get("accounts:me").content.decode()


def test_a_conflict_block_hides_a_case_from_every_search(cast: Cast, own: Case):
    for member in (cast.caseworker, cast.coordinator):
        block(member.user, own, cast.coordinator2.user)
        for term in (own.reference, "heron", "mali", "0470123456", "AB123456"):
            assert found(member, term) == []


def test_an_assignment_that_ended_finds_nothing(cast: Cast, own: Case):
    write_grant(actor=cast.coordinator.user, case=own, user=cast.caseworker2.user)
    assert found(cast.caseworker2, "mali") == [(own.reference, "name")]
    own.grants.filter(user=cast.caseworker2.user).update(until=own.created_at)
    assert found(cast.caseworker2, "mali") == []


# -- nothing is told by how it looks or what it costs ------------------------------------------------------------------


@pytest.mark.parametrize("username", ["caseworker", "coordinator"])
@pytest.mark.parametrize("kind", ["reference", "serial", "name", "alias", "phone", "document"])
def test_nothing_and_not_yours_cost_the_same(cast: Cast, own: Case, theirs: Case, username: str, kind: str):
    """The same questions go to the database, whether a hidden record fits or none does."""
    member: Member = getattr(cast, username)
    hidden = theirs
    if username == "coordinator":
        block(member.user, theirs, cast.coordinator2.user)
    there = {
        "reference": hidden.reference,
        "serial": f"{hidden.serial:04d}",
        "name": "Selam",
        "alias": "Quince",
        "phone": "0470778899",
        "document": "592012345678",
    }
    absent = {
        "reference": "C-2026-9999",
        "serial": "9999",
        "name": "Zzzzz",
        "alias": "Zuzuzu",
        "phone": "0470000000",
        "document": "592012345679",
    }
    if kind == "document":
        # The own case has the same number: here it is the other's alone.
        Case.objects.filter(pk=own.pk).update(status="Closed")
        BlindToken.objects.filter(scope_id=own.pk, column=3).delete()

    def shapes(term: str) -> tuple[list[str], str]:
        member.post("cases:case_find", term="Nobody")
        with CaptureQueriesContext(connection) as made:
            text = page(member, term)
        asked = [SAVEPOINT.sub("", query["sql"]).split(" WHERE ")[0][:40] for query in made.captured_queries]
        return asked, TOKENS.sub("", text).replace(term, "-")

    (asked_there, text_there), (asked_absent, text_absent) = shapes(there[kind]), shapes(absent[kind])
    assert NOTHING in text_there
    assert asked_there == asked_absent
    assert text_there == text_absent


def test_one_more_name_costs_no_more_queries(cast: Cast, own: Case):
    def count() -> int:
        page(cast.caseworker, "mali")
        with CaptureQueriesContext(connection) as made:
            page(cast.caseworker, "mali")
        return len(made)

    few = count()
    for number in range(10):
        make_case(cast.caseworker.user, alias=f"Wren {number}", name_used="Mali")
    assert count() == few


def test_names_are_opened_in_a_bounded_number_of_cases(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "MOST_NAMES", 4)
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    monkeypatch.setattr(queries, "MOST_FOUND", 3)
    oldest = make_case(cast.caseworker.user, alias="Crane")
    for number in range(6):
        make_case(cast.caseworker.user, alias=f"Wren {number}")
    text = page(cast.caseworker, "crane dance")
    assert "Names were compared in the newest" in text
    # A whole alias is found by its token, however old its case.
    assert found(cast.caseworker, "crane") == [(oldest.reference, "alias")]
    text = page(cast.caseworker, "wren")
    assert "Only the first" in text
