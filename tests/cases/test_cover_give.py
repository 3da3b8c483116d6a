"""Cover for somebody who is away: all open cases at once, with an end that comes by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.choices import Role
from cases.cover.queries import covered_dues, stands_in
from cases.models import Case, CaseGrant, Cover
from tests.cast import Cast
from tests.days import ahead
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case, make_due
from tests.factories.reading import tags_of

IN_A_WEEK = ahead(7)


def give(member, absent, *colleagues, last_day=IN_A_WEEK):
    return member.post(
        "cases:cover_create", absent=absent.pid, colleagues=[one.pid for one in colleagues], last_day=last_day
    )


def test_a_coordinator_covers_all_open_cases_at_once(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user, alias="Wren")
    closed = make_case(cast.caseworker.user, alias="Gone", is_closed=True)
    assert give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user).status_code == 302
    for one, status in ((case, 200), (other, 200), (closed, 404)):
        assert cast.caseworker2.get("cases:case_detail", one).status_code == status
        assert cast.caseworker.get("cases:case_detail", one).status_code == 200
    assert "case:cover" in tags_of(case) and "case:cover" not in tags_of(closed)


def test_it_ends_by_itself_on_the_next_request(cast: Cast, case: Case):
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        cast.caseworker2.sign_in()
        assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
        cast.caseworker.sign_in()
        assert cast.caseworker.get("cases:case_detail", case).status_code == 200


def test_what_is_due_stays_with_its_owner_and_shows_to_who_stands_in(cast: Cast, case: Case):
    due = make_due(cast.caseworker.user, case)
    assert not stands_in(cast.caseworker2.user, due)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    due.refresh_from_db()
    assert due.owner == cast.caseworker.user
    assert stands_in(cast.caseworker2.user, due) and due in covered_dues(cast.caseworker2.user)
    assert not stands_in(cast.legal.user, due) and not covered_dues(cast.legal.user).exists()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert not stands_in(cast.caseworker2.user, due) and not covered_dues(cast.caseworker2.user).exists()


def test_what_is_due_about_a_case_out_of_sight_shows_to_nobody_who_stands_in(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user, alias="Wren")
    own, hidden = make_due(cast.caseworker.user, case), make_due(cast.caseworker.user, other)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    assert {own, hidden} <= set(covered_dues(cast.caseworker2.user))
    block(cast.caseworker2.user, other, cast.coordinator.user)
    assert {due.subject_id for due in covered_dues(cast.caseworker2.user)} == {case.pk}
    # Asked of each due thing: a list of all cases in sight would be read whole.
    sql = str(covered_dues(cast.coordinator.user).query)
    assert "EXISTS(SELECT" in sql and '"subject_id" IN (SELECT' not in sql


def test_several_share_the_cases_evenly(cast: Cast, case: Case):
    for number in range(3):
        make_case(cast.caseworker.user, alias=f"Bird {number}")
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user, third)
    counts = [
        CaseGrant.objects.filter(user=user, cover__isnull=False).count() for user in (cast.caseworker2.user, third)
    ]
    assert counts == [2, 2]


def test_who_is_kept_away_is_left_out_with_one_neutral_sentence(cast: Cast, case: Case):
    make_case(cast.caseworker.user, alias="Wren")
    block(cast.caseworker2.user, case, cast.coordinator.user)
    assert give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user).status_code == 302
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    text = cast.coordinator.get("cases:cover_list").content.decode()
    assert "1 case is covered" in text and "Some cases stay as they are" in text
    assert "kept away" not in text and "block" not in text


def test_a_coordinator_who_is_kept_away_covers_nothing_unseen(cast: Cast, case: Case):
    block(cast.coordinator.user, case, cast.coordinator2.user)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    assert "0 cases are covered" in cast.coordinator.get("cases:cover_list").content.decode()
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404


def test_one_covers_the_own_absence_and_nobody_elses(cast: Cast, case: Case):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    # Whoever is named: it is the own absence.
    assert give(cast.caseworker, third, cast.caseworker2.user).status_code == 302
    assert Cover.objects.get().absent == cast.caseworker.user
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200


def test_refusals_are_sentences(cast: Cast, case: Case):
    absent, colleague = cast.caseworker.user, cast.caseworker2.user
    yesterday = str(timezone.localdate() - timedelta(days=1))
    page = give(cast.coordinator, absent, colleague, last_day=yesterday).content.decode()
    assert "This last day has passed" in page and "leave it empty" not in page
    in_a_year = str(timezone.localdate() + timedelta(days=365))
    assert "six months at most" in give(cast.coordinator, absent, colleague, last_day=in_a_year).content.decode()
    assert "do the same work" in give(cast.coordinator, absent, cast.legal.user).content.decode()
    assert give(cast.coordinator, absent, colleague).status_code == 302
    assert "stands in for this colleague already" in give(cast.coordinator, absent, colleague).content.decode()
    # Who is away does not stand in.
    third = make_user(absent.organisation, role=Role.CASEWORKER)
    assert "do the same work" in give(cast.coordinator, third, absent).content.decode()
    assert Cover.objects.count() == 1


def test_cover_of_cover_ends_with_the_first(cast: Cast, case: Case):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    in_a_month = str(timezone.localdate() + timedelta(days=30))
    give(cast.coordinator, cast.caseworker2.user, third, last_day=in_a_month)
    first, second = CaseGrant.objects.filter(cover__isnull=False).order_by("pk")
    assert second.user == third and second.until == first.until


def test_who_has_the_case_already_needs_no_second_grant_and_stands_in(cast: Cast, case: Case, assign):
    assign(cast.caseworker2.user)
    due = make_due(cast.caseworker.user, case)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    assert CaseGrant.objects.filter(user=cast.caseworker2.user).count() == 1
    assert stands_in(cast.caseworker2.user, due)


@pytest.mark.parametrize("name", ["shelter", "partner", "auditor", "administrator"])
def test_others_find_no_such_page(cast: Cast, case: Case, name: str):
    member = getattr(cast, name)
    assert give(member, cast.caseworker.user, cast.caseworker2.user).status_code == 404
    assert member.get("cases:cover_list").status_code == 404
    assert not Cover.objects.exists()


def test_another_organisation_is_no_choice(cast: Cast, case: Case):
    assert give(cast.outsider, cast.caseworker.user, cast.caseworker2.user).status_code == 200
    assert not Cover.objects.exists()


def test_who_stands_in_is_told_so_on_today_and_on_the_case(cast: Cast, case: Case):
    assert "You stand in for" not in cast.caseworker2.get("cases:today").content.decode()
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    page = cast.caseworker2.get("cases:today").content.decode()
    assert f"You stand in for {cast.caseworker.user.display_name} until" in page
    page = cast.caseworker2.get("cases:case_detail", case).content.decode()
    assert page.count("stands in until") == 1 and f"Stands in: {cast.caseworker2.user.display_name}" in page
    assert "You stand in for" not in cast.caseworker.get("cases:today").content.decode()
