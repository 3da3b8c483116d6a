"""The list of cases: own, of the team, of the organisation; never more, and never a query a row."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from audit.models import Event
from cases.caseload.choices import CaseFilter, Opened, Whose
from cases.caseload.queries import list_cases
from cases.models import Case, CaseGrant
from tests.cast import Cast, Member
from tests.factories.cases import acting, block, make_case, make_due

pytestmark = pytest.mark.django_db


def team_mate(cast: Cast, username: str = "mate") -> User:
    """Another caseworker of the caseworker's team."""
    known = cast.caseworker.user
    return User.objects.create_user(
        username, None, display_name="Tess M.", role="caseworker", organisation=known.organisation, team=known.team
    )


def page_of(member: Member, **query: Any) -> str:
    """The list as text."""
    answer = member.get("cases:case_list", **query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_shows_alias_number_stage_deadline_contact_and_worker(cast: Cast) -> None:
    case = make_case(cast.caseworker.user, alias="Heron")
    make_due(cast.caseworker.user, case, days=-2)
    page = page_of(cast.caseworker)
    for words in ("Heron", case.reference, "Intake", "2 days late", "Mira D."):
        assert words in page
    assert reverse("cases:case_detail", args=[case.pid]) in page


def test_own_cases_are_links_and_team_mates_are_not(cast: Cast) -> None:
    own = make_case(cast.caseworker.user, alias="Heron")
    theirs = make_case(team_mate(cast), alias="Wren")
    make_due(cast.caseworker.user, theirs, days=-4)
    assert "Wren" not in page_of(cast.caseworker, list="mine")
    for whose in ("team", "all"):
        page = page_of(cast.caseworker, list=whose)
        assert "Heron" in page
        assert "Wren" in page
        assert own.pid in page
        assert theirs.pid not in page
        # Of a team-mate's case only alias, number, stage and worker.
        assert "4 days late" not in page
        assert "Tess M." in page


def test_another_team_another_organisation_and_a_block_look_like_absence(cast: Cast) -> None:
    make_case(cast.caseworker2.user, alias="Wren")
    make_case(cast.outsider.user, alias="Linnet")
    blocked = make_case(cast.caseworker.user, alias="Plover")
    block(cast.caseworker.user, blocked, by=cast.coordinator.user)
    page = page_of(cast.caseworker, list="all", opened="any")
    for alias in ("Wren", "Linnet", "Plover"):
        assert alias not in page
    assert "Plover" not in page_of(cast.caseworker, list="team")


def test_an_ended_assignment_takes_the_link_away(cast: Cast) -> None:
    case = make_case(cast.caseworker.user, alias="Heron")
    CaseGrant.objects.filter(content_object=case).update(ended_at=timezone.now())
    assert "Heron" not in page_of(cast.caseworker, list="mine")
    page = page_of(cast.caseworker, list="team")
    assert "Heron" in page
    assert case.pid not in page


def test_coordinator_sees_the_organisation_and_filters_by_worker(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    make_case(cast.caseworker2.user, alias="Wren")
    make_case(cast.outsider.user, alias="Linnet")
    page = page_of(cast.coordinator)
    assert "Heron" in page
    assert "Wren" in page
    assert "Linnet" not in page
    only = page_of(cast.coordinator, worker=cast.caseworker2.user.pid)
    assert "Wren" in only
    assert "Heron" not in only
    # Somebody of another organisation is no filter, and gives nothing away.
    assert "Heron" in page_of(cast.coordinator, worker=cast.outsider.user.pid)


def test_legal_and_health_see_what_is_assigned_to_them(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    for member in (cast.legal, cast.health):
        page = page_of(member)
        assert "Heron" not in page
        assert "A coordinator assigns cases" in page


@pytest.mark.parametrize("role", ["shelter", "partner", "auditor", "administrator"])
def test_other_roles_have_no_list(cast: Cast, role: str) -> None:
    assert getattr(cast, role).get("cases:case_list").status_code == 404


def test_filters_by_stage_and_by_open_or_closed(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    make_case(cast.caseworker.user, alias="Wren", is_closed=True)
    assert "Wren" not in page_of(cast.caseworker)
    closed = page_of(cast.caseworker, opened="closed")
    assert "Wren" in closed
    assert "Heron" not in closed
    both = page_of(cast.caseworker, opened="any")
    assert "Wren" in both
    assert "Heron" in both
    nothing = page_of(cast.caseworker, opened="open", stage="recovery")
    assert "No case fits these filters" in nothing
    assert "Clear filters" in nothing


@pytest.mark.parametrize(
    "query", [{"list": "x"}, {"stage": "x"}, {"opened": "x"}, {"size": "9999"}, {"before": "x"}, {"after": "٣"}]
)
def test_what_no_list_knows_is_no_filter(cast: Cast, query: dict[str, str]) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    assert "Heron" in page_of(cast.caseworker, **query)


def test_filters_stay_until_they_are_cleared(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    assert "Heron" not in page_of(cast.caseworker, opened="closed")
    assert "Heron" not in page_of(cast.caseworker)
    assert "Heron" in page_of(cast.caseworker, all="1")
    assert "Heron" in page_of(cast.caseworker)


def test_the_name_used_stands_beside_the_alias_for_those_who_switched_it_on(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron", name_used="Mali")
    make_case(team_mate(cast), alias="Wren", name_used="Tigist")
    assert "Mali" not in page_of(cast.caseworker, list="all")
    User.objects.filter(pk=cast.caseworker.user.pk).update(has_names_in_lists=True)
    page = page_of(cast.caseworker, list="all")
    assert "Mali" in page
    # Never of a case that is not open to the user.
    assert "Tigist" not in page


def numbers(page: str) -> list[int]:
    """The running numbers on a page, in its order."""
    return [int(number) for number in re.findall(r"<bdi>C-\d{4}-(\d+)</bdi>", page)]


def test_pages_of_25_forwards_and_back_without_gaps(cast: Cast) -> None:
    for number in range(28):
        make_case(cast.caseworker.user, alias=f"Bird {number}")
    first = page_of(cast.caseworker)
    assert numbers(first) == list(range(28, 3, -1))
    assert 'rel="prev"' not in first
    second = page_of(cast.caseworker, before=4)
    assert numbers(second) == [3, 2, 1]
    assert 'rel="next"' not in second
    back = page_of(cast.caseworker, after=3)
    assert numbers(back) == numbers(first)
    assert 'rel="prev"' not in back
    assert len(numbers(page_of(cast.caseworker, size=50))) == 28


@pytest.mark.parametrize("after", [None, 3])
def test_own_and_team_are_merged_by_number_each_once(cast: Cast, after: int | None) -> None:
    mate = team_mate(cast)
    for number in range(6):
        make_case(cast.caseworker.user if number % 2 else mate, alias=f"Bird {number}")
    with acting(cast.caseworker.user):
        page = list_cases(cast.caseworker.user, CaseFilter(whose=Whose.ALL, size=2, after=after))
    assert [line.case.serial for line in page.lines] == ([5, 4] if after else [6, 5])
    assert [line.can_open for line in page.lines] == ([False, True] if after else [True, False])


def test_without_a_team_there_is_no_team_list(cast: Cast) -> None:
    make_case(team_mate(cast), alias="Wren")
    User.objects.filter(pk=cast.caseworker.user.pk).update(team=None)
    assert "Wren" not in page_of(cast.caseworker, list="team")
    assert "Wren" not in page_of(cast.caseworker, list="all")
    assert Team.objects.exists()


def test_reading_the_list_is_one_row_in_the_trail(cast: Cast) -> None:
    for number in range(3):
        make_case(cast.caseworker.user, alias=f"Bird {number}")
    before = Event.objects.count()
    page_of(cast.caseworker, list="all")
    rows = list(Event.objects.order_by("seq")[before:])
    assert [(row.tag, row.outcome) for row in rows] == [("case:list", "ok")]
    assert '"cases.case.alias":3' in rows[0].detail
    assert "Bird" not in rows[0].detail


@pytest.mark.parametrize("name", ["caseworker", "coordinator"])
def test_as_many_queries_for_20_rows_as_for_2(cast: Cast, name: str) -> None:
    member, mate = getattr(cast, name), team_mate(cast)
    counts = []
    for size in (2, 20):
        while Case.objects.count() < size:
            case = make_case(mate if Case.objects.count() % 2 else cast.caseworker.user, alias="Bird")
            make_due(cast.caseworker.user, case)
        user = User.objects.get(pk=member.user.pk)
        with acting(user):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = list_cases(user, CaseFilter(whose=Whose.ALL, opened=Opened.ANY))
            assert len(page.lines) == size
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 8


def test_the_empty_list_says_what_to_do_next(cast: Cast) -> None:
    page = page_of(cast.caseworker)
    assert "No open case here yet" in page
    assert reverse("cases:case_create") in page
