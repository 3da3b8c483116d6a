"""The 18th birthday, also of an estimate, and the question until when the papers are valid."""

from datetime import date

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.access import admit, relation_of_visible
from cases.models import Case
from cases.person.actions import edit_profile
from cases.residence.reminding import PAPERS, TURNS_18, is_foreign, working_days_after
from reminders.models import DueThing
from tests.cases.stay import DAY, tell
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.cases import acting, make_case

pytestmark = pytest.mark.django_db


def sixteen_years_ago() -> int:
    return (TODAY - 0 * DAY).year - 16


def due(case: Case, kind: str):
    row = DueThing.objects.open().filter(subject_id=case.pk, kind=kind).first()
    return row and row.due_on


def test_papers_of_a_non_national_are_asked_for_within_three_working_days(cast: Cast):
    case = make_case(cast.caseworker.user, profile={"citizenship": ["TH"]})
    assert due(case, PAPERS) == working_days_after(TODAY + 0 * DAY, 3)
    tell(cast.caseworker, case, "status_established", status="permit_active", end_on=TODAY + 90 * DAY)
    assert due(case, PAPERS) is None


@pytest.mark.parametrize("profile", [{"citizenship": ["BE"]}, {}, {"citizenship": ["TH", "BE"]}])
def test_nationals_and_the_unknown_are_not_asked(cast: Cast, profile):
    assert due(make_case(cast.caseworker.user, profile=profile), PAPERS) is None


def test_stateless_persons_are():
    assert is_foreign({"stateless": "yes"}) and not is_foreign({"stateless": "no"})


def test_who_has_a_status_is_not_asked_again(cast: Cast):
    case = make_case(cast.caseworker.user)
    tell(cast.caseworker, case, "status_established", status="long_term")
    _say(cast, case, {"citizenship": ["TH"]})
    assert due(case, PAPERS) is None


def test_an_estimate_counts_from_its_earliest_day_and_moves_with_it(cast: Cast):
    year = sixteen_years_ago()
    case = make_case(cast.caseworker.user, profile={"birth_year": {"y": year, "about": True}})
    found = due(case, TURNS_18)
    assert (found.year, found.month, found.day) == (year + 18, 1, 1)
    _say(cast, case, {"birth_year": {"y": year, "m": 6, "d": 15}})
    assert due(case, TURNS_18).timetuple()[:3] == (year + 18, 6, 15)
    _say(cast, case, {"birth_year": {"y": year - 10}})
    assert due(case, TURNS_18) is None


def _say(cast: Cast, case: Case, answers) -> None:
    user = cast.caseworker.user
    with acting(user):
        admit(user, [case.pk], relation_of_visible(user))
        edit_profile(actor=user, case=case, answers=answers)


@settings(max_examples=60, deadline=None)
@given(day=st.dates(min_value=date(2020, 1, 1)), count=st.integers(0, 10))
def test_working_days_are_never_a_weekend_and_never_fewer(day, count):
    if day.year > 9990:
        return
    after = working_days_after(day, count)
    assert (after - day).days >= count and (count == 0 or after.weekday() < 5)
    assert sum((day + step * DAY).weekday() < 5 for step in range(1, (after - day).days + 1)) == count


def kept(case: Case, kind: str) -> DueThing:
    """What is due of this kind."""
    return DueThing.objects.open().get(subject_id=case.pk, kind=kind)


@pytest.mark.parametrize("kind", [TURNS_18, PAPERS])
def test_a_tick_does_not_end_it(cast: Cast, kind: str):
    case = make_case(cast.caseworker.user, profile={"citizenship": ["TH"], "birth_year": {"y": sixteen_years_ago()}})
    one = kept(case, kind)
    assert cast.caseworker.post("cases:due_complete", one).status_code == 409
    assert cast.caseworker.post("cases:due_drop", one, reason="twice").status_code == 409
    assert "Say what was done" in cast.caseworker.get("cases:due_detail", one).content.decode()
    assert kept(case, kind) == one


def test_having_turned_18_ends_the_warnings_of_it(cast: Cast):
    case = make_case(cast.caseworker.user, profile={"birth_year": {"y": sixteen_years_ago()}})
    assert tell(cast.caseworker, case, "turned_18").status_code == 302
    assert due(case, TURNS_18) is None


def test_what_was_prepared_for_the_birthday_is_not_asked_again_by_an_edit(cast: Cast):
    year = sixteen_years_ago()
    case = make_case(cast.caseworker.user, profile={"birth_year": {"y": year}})
    assert tell(cast.caseworker, case, "majority_prepared", reason="The guardian stays").status_code == 302
    assert due(case, TURNS_18) is None
    _say(cast, case, {"birth_year": {"y": year}, "citizenship": ["BE"]})
    assert due(case, TURNS_18) is None
    # Another day of birth is another birthday.
    _say(cast, case, {"birth_year": {"y": year, "m": 6, "d": 15}})
    assert due(case, TURNS_18).timetuple()[:3] == (year + 18, 6, 15)


def test_who_returned_and_comes_back_is_warned_again(cast: Cast):
    year = sixteen_years_ago()
    case = make_case(cast.caseworker.user, profile={"birth_year": {"y": year}})
    on = due(case, TURNS_18)
    for event in ("wants_return", "returned"):
        assert tell(cast.caseworker, case, event).status_code == 302
    assert due(case, TURNS_18) is None
    _say(cast, case, {"birth_year": {"y": year}, "citizenship": ["BE"]})
    assert due(case, TURNS_18) == on


def test_a_birthday_that_has_come_is_not_silenced_by_an_edit(cast: Cast):
    ahead = TODAY + 5 * DAY
    born = ahead.replace(year=ahead.year - 18, day=min(ahead.day, 28))
    case = make_case(cast.caseworker.user, profile={"birth_year": {"y": born.year, "m": born.month, "d": born.day}})
    came_on = due(case, TURNS_18)
    with time_machine.travel(came_on + 3 * DAY):
        _say(cast, case, {"birth_year": {"y": born.year, "m": born.month, "d": born.day}, "citizenship": ["BE"]})
        assert due(case, TURNS_18) == came_on


def test_who_turns_out_to_be_a_national_is_not_asked_for_papers(cast: Cast):
    case = make_case(cast.caseworker.user, profile={"citizenship": ["TH"]})
    _say(cast, case, {"citizenship": ["BE"]})
    assert due(case, PAPERS) is None


def test_a_closed_case_warns_nobody_and_an_open_one_again(cast: Cast):
    case = make_case(cast.caseworker.user, profile={"citizenship": ["TH"], "birth_year": {"y": sixteen_years_ago()}})
    came_on = due(case, TURNS_18)
    closing = {"reason": "goals_reached", "closed_on": str(TODAY), "version": case.version}
    assert cast.caseworker.post("cases:case_close", case, **closing).status_code == 302
    assert due(case, TURNS_18) is due(case, PAPERS) is None
    ended = DueThing.objects.filter(subject_id=case.pk, kind__in=(TURNS_18, PAPERS)).values_list("state", "reason")
    assert set(ended) == {("dropped", "closed")}
    assert cast.caseworker.post("cases:case_reopen", case).status_code == 302
    assert due(case, TURNS_18) == came_on and due(case, PAPERS) is not None
