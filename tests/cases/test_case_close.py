"""Closing a case: a reason, what is still due first, and the door stays open."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import formats, timezone

from cases.case.actions import close_case
from cases.case.choices import ClosureReason
from cases.case.states import LastDayAhead
from cases.hooks import blockers_of
from cases.models import Case
from reminders.ladder.choices import LadderReason, Moment, Reach
from reminders.ladder.models import Ladder
from tests.cases.api import ask
from tests.cases.stay import tell
from tests.cast import Cast
from tests.factories.cases import make_case, make_due
from tests.factories.reading import last_event, working_as


def close(member, case: Case, **data):
    values = {"reason": "goals_reached", "closed_on": str(case.opened_on), "version": 1} | data
    return member.post("cases:case_close", case, **values)


def test_it_closes_with_a_coded_reason(cast: Cast, case: Case):
    assert close(cast.caseworker, case).status_code == 302
    case.refresh_from_db()
    assert case.is_closed and case.closure_reason == "goals_reached" and last_event(case).tag == "case:close"


def test_what_is_due_is_listed_first(cast: Cast, case: Case):
    with working_as(cast.caseworker.user, case):
        make_due(cast.caseworker.user, case)
    assert "Agree the next step" in cast.caseworker.get("cases:case_close", case).content.decode()


def test_a_reason_is_needed_and_a_day_before_the_beginning_is_refused(cast: Cast, case: Case):
    assert close(cast.caseworker, case, reason="").status_code == 200
    early = close(cast.caseworker, case, closed_on=str(case.opened_on - timedelta(days=1)))
    assert early.status_code == 200 and "cannot be before the day the case was opened" in early.content.decode()
    case.refresh_from_db()
    assert not case.is_closed


def test_no_day_ahead_is_its_last(cast: Cast, case: Case):
    ahead = timezone.localdate() + timedelta(days=1)
    answer = close(cast.caseworker, case, closed_on=str(ahead))
    assert answer.status_code == 200 and "This day is still ahead" in answer.content.decode()
    assert f'value="{ahead}"' in answer.content.decode()
    body = {"reason": "goals_reached", "closed_on": str(ahead), "version": case.version}
    assert ask(cast.caseworker, "post", "case_close", case, body=body).status_code == 400
    with pytest.raises(LastDayAhead):
        close_case(actor=cast.caseworker.user, case=case, reason=ClosureReason.DEATH, closed_on=ahead)
    case.refresh_from_db()
    assert not case.is_closed


def test_a_closed_case_is_not_closed_again(cast: Cast, case: Case):
    close(cast.caseworker, case)
    assert close(cast.caseworker, case).status_code == 409


def test_others_cannot(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor", "administrator"):
        assert close(getattr(cast, name), case).status_code == 404


def turns_18(cast: Cast, on: date) -> Case:
    """A case of a person who turns 18 on `on`."""
    born = on.replace(year=on.year - 18)
    return make_case(cast.caseworker.user, profile={"birth_year": {"y": born.year, "m": born.month, "d": born.day}})


def near(days: int) -> date:
    """A birthday so many days ahead, none of a leap day."""
    day = timezone.localdate() + timedelta(days=days)
    return day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day


def test_a_birthday_of_which_is_warned_keeps_it_open_and_is_named(cast: Cast):
    on = near(200)
    case = turns_18(cast, on)
    page = cast.caseworker.get("cases:case_close", case).content.decode()
    assert formats.date_format(on, "DATE_FORMAT") in page and "Hand the case over instead" in page
    answer = close(cast.caseworker, case)
    case.refresh_from_db()
    assert not case.is_closed
    assert formats.date_format(on, "DATE_FORMAT") in answer.content.decode()


def test_what_was_prepared_for_the_birthday_lets_it_close(cast: Cast):
    case = turns_18(cast, near(200))
    assert tell(cast.caseworker, case, "majority_prepared", reason=" ").status_code == 200
    assert blockers_of(case) and close(cast.caseworker, case).status_code == 200
    words = "The youth office keeps the guardian until the permit is renewed"
    assert tell(cast.caseworker, case, "majority_prepared", reason=words).status_code == 302
    assert words in cast.caseworker.get("cases:residence_list", case).content.decode()
    assert close(cast.caseworker, case).status_code == 302


def test_over_the_api_no_words_are_refused_as_well(cast: Cast):
    case = turns_18(cast, near(200))
    said = {"event": "majority_prepared", "on": str(timezone.localdate()), "paper": "none_yet", "version": 0}
    answer = ask(cast.caseworker, "post", "residence_list", case, body=said)
    assert (answer.status_code, answer.json()["code"]) == (409, "reason_needed")


def test_a_birthday_that_came_and_was_not_written_down_keeps_it_open(cast: Cast):
    on = near(5)
    case = turns_18(cast, on)
    with time_machine.travel(on + timedelta(days=3)):
        assert formats.date_format(on, "DATE_FORMAT") in str(blockers_of(case)[0])


def test_a_birthday_years_ahead_does_not(cast: Cast):
    case = turns_18(cast, near(370))
    assert not blockers_of(case)
    assert close(cast.caseworker, case).status_code == 302


def test_the_ladder_of_the_office_says_from_when_on(cast: Cast):
    user = cast.coordinator.user
    case = turns_18(cast, near(200))
    assert blockers_of(case)
    ladder = Ladder.objects.create(
        organisation=user.organisation, code="birthday_18", reason=LadderReason.values[0], changed_by=user
    )
    ladder.steps.create(moment=Moment.BEFORE, days=90, reach=Reach.ALL)
    assert not blockers_of(case)
    ladder.steps.create(moment=Moment.BEFORE, days=201, reach=Reach.ALL)
    assert blockers_of(case)
