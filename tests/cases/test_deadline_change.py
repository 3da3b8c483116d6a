"""Another last day: with a reason, with a document or the word that there is none, and never over the old one."""

import pytest

from cases.models import Case, StatusDate
from tests.cases.stay import DAY, row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY, ahead
from tests.factories.reading import last_event, opened
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db
END = ahead(30)


@pytest.fixture
def period(cast: Cast, case: Case) -> StatusDate:
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=END)
    return row_of(cast.caseworker.user, case, "reflection_end")


def change(member, row: StatusDate, **fields):
    sent = {"why": "letter", "end_on": str(END + 15 * DAY), "reason": "A new letter", "paper": "here", "version": 1}
    return member.post("cases:deadline_change", row.case.pid, row.pid, **(sent | fields))


def test_a_letter_moves_the_day_and_the_decision_with_it(cast: Cast, case: Case, period: StatusDate):
    before = opened(cast.caseworker.user, period, "facts")
    assert change(cast.caseworker, period).status_code == 302
    days = watched(cast.caseworker.user, case)
    assert days["reflection_end"] == days["cooperation"] == END + 15 * DAY
    period.refresh_from_db()
    assert period.ended_at is not None and opened(cast.caseworker.user, period, "facts") == before
    assert row_of(cast.caseworker.user, case, "reflection_end").replaces == period
    period.due.refresh_from_db()
    assert period.due.state == "done" and last_event(case).tag == "deadline:change"
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "A new letter" in page and "Days before" in page


def test_without_a_letter_the_earlier_day_is_watched_and_asked_for(cast: Cast, case: Case, period: StatusDate):
    change(cast.caseworker, period, paper="none_yet", why="extended")
    days = watched(cast.caseworker.user, case)
    assert days["reflection_end"] == END and days["confirm_end"] == TODAY
    assert "not confirmed" in cast.caseworker.get("cases:case_detail", case).content.decode()
    change(cast.caseworker, row_of(cast.caseworker.user, case, "reflection_end"))
    days = watched(cast.caseworker.user, case)
    assert days["reflection_end"] == END + 15 * DAY and "confirm_end" not in days


def test_an_earlier_day_counts_at_once(cast: Cast, case: Case, period: StatusDate):
    change(cast.caseworker, period, paper="none_yet", why="shortened", end_on=str(TODAY + 3 * DAY))
    assert watched(cast.caseworker.user, case)["reflection_end"] == TODAY + 3 * DAY


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "  "}, "Say in a few words why."),
        ({"paper": ""}, "Document"),
        ({"end_on": ahead(-1)}, "The last day lies before the first."),
        ({"end_on": ""}, "Type the last day from the letter"),
        ({"end_on": "", "why": "child"}, "The rule says no extension in numbers."),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(cast: Cast, case: Case, period: StatusDate, fields, sentence):
    answer = change(cast.caseworker, period, **fields)
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert watched(cast.caseworker.user, case)["reflection_end"] == END


def test_an_extension_in_the_best_interest_of_a_child_is_reckoned_by_the_rule(cast: Cast, case: Case):
    scheme = make_scheme(child_extension_value=2, child_extension_unit="months")
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=END, scheme=scheme.pid)
    row = row_of(cast.caseworker.user, case, "reflection_end")
    assert change(cast.caseworker, row, end_on="", why="child").status_code == 302
    assert watched(cast.caseworker.user, case)["reflection_end"] > END + 56 * DAY


def test_whoever_was_overtaken_hears_it(cast: Cast, period: StatusDate):
    change(cast.caseworker, period)
    assert change(cast.caseworker, period).status_code == 409


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_changes_it(cast: Cast, period: StatusDate, username: str):
    assert change(getattr(cast, username), period).status_code == 404
