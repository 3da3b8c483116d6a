"""A colleague leaves: every open case and everything due has an active owner in the same transaction."""

import pytest

from accounts.actions import deactivate_staff, edit_staff
from accounts.choices import Role
from accounts.states import StillAssigned
from cases.assignment.states import lasting_grants
from cases.leaving.actions import leave_colleague
from cases.leaving.states import CannotTakeOverAll, NobodyTakesOver
from cases.models import Case, CaseGrant, Cover
from reminders.models import DueThing
from tests.cases.test_cover_give import give
from tests.cast import Cast
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case, make_due


def leave(cast: Cast, user, **data):
    cast.administrator.confirm()
    return cast.administrator.post("cases:colleague_leave", user, **data)


def test_a_named_colleague_takes_over(cast: Cast, case: Case):
    due = make_due(cast.caseworker.user, case)
    assert leave(cast, cast.caseworker.user, heir=cast.caseworker2.user.pid).status_code == 302
    due.refresh_from_db()
    assert due.owner == cast.caseworker2.user and not cast.caseworker.fresh().is_active
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200
    assert DueThing.objects.open().filter(owner=cast.caseworker2.user, kind__startswith="case.assigned").exists()
    assert not CaseGrant.objects.in_force().filter(user=cast.caseworker.user).exists()


def test_without_a_name_colleagues_on_the_case_have_it_else_a_coordinator(cast: Cast, case: Case, assign):
    alone = make_case(cast.caseworker.user, alias="Wren")
    assign(cast.caseworker2.user)
    first, second = make_due(cast.caseworker.user, case), make_due(cast.caseworker.user, alone)
    leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user)
    first.refresh_from_db(), second.refresh_from_db()
    assert first.owner == cast.caseworker2.user and second.owner.role == Role.COORDINATOR
    assert lasting_grants([alone]).get().user.role == Role.COORDINATOR


def test_a_coordinator_of_the_team_comes_first(cast: Cast, case: Case):
    user = cast.caseworker.user
    near = make_user(user.organisation, role=Role.COORDINATOR, team=user.team, display_name="Zoe I.")
    leave_colleague(actor=cast.administrator.user, user=user)
    assert lasting_grants([case]).get().user == near


def test_who_is_kept_away_gets_nothing(cast: Cast, case: Case):
    block(cast.caseworker2.user, case, cast.coordinator.user)
    leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user, heir=cast.caseworker2.user)
    assert not CaseGrant.objects.filter(user=cast.caseworker2.user, content_object=case).exists()
    assert lasting_grants([case]).get().user.role == Role.COORDINATOR


def test_if_nobody_can_take_it_nothing_happens(cast: Cast, case: Case):
    for lead in (cast.coordinator.user, cast.coordinator2.user):
        block(lead, case, cast.coordinator.user)
    with pytest.raises(NobodyTakesOver):
        leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user)
    assert cast.caseworker.fresh().is_active and cast.caseworker.get("cases:case_detail", case).status_code == 200
    assert leave(cast, cast.caseworker.user).status_code == 409


def test_an_heir_does_the_same_work_and_is_somebody_else(cast: Cast, case: Case):
    for heir in (cast.legal.user, cast.outsider.user, cast.caseworker.user):
        with pytest.raises(CannotTakeOverAll):
            leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user, heir=heir)


def test_cover_ends_both_ways(cast: Cast, case: Case):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    mine = make_case(third, alias="Wren")
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    give(cast.coordinator, third, cast.caseworker2.user)
    leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user)
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    assert cast.caseworker2.get("cases:case_detail", mine).status_code == 200
    leave_colleague(actor=cast.administrator.user, user=cast.caseworker2.user)
    assert not Cover.objects.in_force().filter(colleagues=cast.caseworker2.user).exists()
    assert lasting_grants([mine]).get().user == third


def test_a_coordinator_who_leaves_hands_over_what_is_due(cast: Cast, case: Case):
    due = make_due(cast.coordinator.user, case)
    leave_colleague(actor=cast.administrator.user, user=cast.coordinator.user)
    due.refresh_from_db()
    assert due.owner == cast.caseworker.user


def test_the_account_alone_cannot_be_closed_over_open_work(cast: Cast, case: Case):
    with pytest.raises(StillAssigned):
        deactivate_staff(actor=cast.administrator.user, user=cast.caseworker.user)
    with pytest.raises(StillAssigned):
        edit_staff(actor=cast.administrator.user, user=cast.caseworker.user, display_name="M", role=Role.AUDITOR)
    assert cast.caseworker.fresh().role == Role.CASEWORKER


def test_the_page_says_how_much_goes_and_no_name_of_a_case(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case)
    cast.administrator.confirm()
    text = cast.administrator.get("cases:colleague_leave", cast.caseworker.user).content.decode()
    assert "1 open case" in text and "due" in text and case.reference not in text and "Heron" not in text
