"""A second person reads the limit of an appeal under Status and papers. Of two days the earlier counts."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from accounts.models import User
from cases.due_kinds import of_row
from cases.models import Case, StatusDate
from cases.residence.due_kinds import LIMIT_CHECK, LIMIT_DISPUTED
from cases.today.actions import adopt_ownerless
from cases.today.audience import audiences
from cases.today.owners import ownerless
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cases.stay import row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY, ahead
from tests.factories.cases import make_due
from tests.factories.documents import make_document
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
LAST = ahead(14)


@pytest.fixture
def limit(cast: Cast, case: Case) -> StatusDate:
    tell(cast.caseworker, case, "asylum_refused", limit_on=LAST, on=TODAY - timedelta(days=2))
    return row_of(cast.caseworker.user, case, "appeal_limit")


def check(member, row: StatusDate, on: date, version: int = 1):
    return member.post("cases:deadline_check", row.case.pid, row.pid, on=str(on), version=version)


def test_it_is_watched_from_the_moment_it_is_typed_and_says_not_yet_checked(cast: Cast, case: Case, limit: StatusDate):
    assert watched(cast.caseworker.user, case)["appeal_limit"] == LAST
    assert "Not yet checked" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_two_who_read_the_same_day_have_checked_it(cast: Cast, case: Case, limit: StatusDate):
    assert check(cast.coordinator, limit, LAST).status_code == 302 and last_event(case).tag == "deadline:check"
    limit.refresh_from_db()
    assert limit.checked_by == cast.coordinator.user and limit.due.due_on == LAST
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "Checked by" in page and "Not yet checked" not in page


@pytest.mark.parametrize("days", [-4, 6])
def test_of_two_days_the_earlier_is_watched_and_both_stay(cast: Cast, case: Case, limit: StatusDate, days: int):
    other = LAST + timedelta(days=days)
    check(cast.coordinator, limit, other)
    assert watched(cast.caseworker.user, case)["appeal_limit"] == min(LAST, other)
    facts = opened(cast.caseworker.user, StatusDate.objects.get(pk=limit.pk), "facts")
    assert (facts["end_on"], facts["checked_on"], facts["on"]) == (str(LAST), str(other), str(min(LAST, other)))
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "the earlier counts" in page and "Checked by" not in page


def test_nobody_checks_the_own_day(cast: Cast, case: Case, limit: StatusDate):
    assert cast.caseworker.get("cases:deadline_check", case.pid, limit.pid).status_code == 409
    answer = check(cast.caseworker, limit, LAST)
    assert answer.status_code == 409 and "You entered this day yourself" in answer.content.decode()
    limit.refresh_from_db()
    assert limit.checked_by is None


def test_it_is_checked_once(cast: Cast, limit: StatusDate, assign):
    assign(cast.legal.user)
    check(cast.coordinator, limit, LAST)
    answer = check(cast.legal, limit, LAST - timedelta(days=1), version=2)
    assert answer.status_code == 409 and "checked already" in answer.content.decode()


def test_a_day_before_the_decision_is_refused(cast: Cast, limit: StatusDate):
    answer = check(cast.coordinator, limit, TODAY - timedelta(days=3))
    assert answer.status_code == 200 and "before the first" in answer.content.decode()


def test_another_kind_of_day_has_no_check(cast: Cast, case: Case):
    tell(cast.caseworker, case, "detained")
    row = row_of(cast.caseworker.user, case, "detention")
    assert check(cast.coordinator, row, TODAY).status_code == 404


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor", "administrator"])
def test_nobody_who_may_not_open_the_case(cast: Cast, limit: StatusDate, username: str):
    assert check(getattr(cast, username), limit, LAST).status_code == 404


def test_the_page_does_not_say_the_first_day(cast: Cast, case: Case, limit: StatusDate):
    page = cast.coordinator.get("cases:deadline_check", case.pid, limit.pid).content.decode()
    assert str(LAST) not in page.partition("<form method")[2]


def test_over_the_api(cast: Cast, case: Case, limit: StatusDate):
    earlier = LAST - timedelta(days=4)
    body = {"on": str(earlier), "version": 1}
    assert ask(cast.caseworker, "post", "deadline_check", case, limit, body=body).json()["code"] == "checker_is_first"
    assert ask(cast.coordinator, "post", "deadline_check", case, limit, body=body).status_code == 200
    assert watched(cast.caseworker.user, case)["appeal_limit"] == earlier


def asked(row: StatusDate) -> list[DueThing]:
    """Who is asked to read it, as long as somebody is."""
    return list(DueThing.objects.open().filter(subject_id=row.case_id, kind=of_row(LIMIT_CHECK, row.pid)))


def test_a_colleague_is_asked_to_read_it_until_it_is_read(cast: Cast, limit: StatusDate):
    [due] = asked(limit)
    assert due.owner == cast.coordinator.user and due.due_on == TODAY
    assert "Check a day against its letter" in cast.coordinator.get("cases:today").content.decode()
    check(cast.coordinator, limit, LAST)
    assert asked(limit) == []


def test_with_a_second_worker_on_the_case_it_is_she_who_is_asked(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    tell(cast.caseworker, case, "asylum_refused", limit_on=LAST, on=TODAY)
    assert [due.owner for due in asked(row_of(cast.legal.user, case, "appeal_limit"))] == [cast.legal.user]


def test_nobody_is_asked_about_a_limit_that_is_over(cast: Cast, limit: StatusDate):
    cast.caseworker.post("cases:deadline_end", limit.case.pid, limit.pid, outcome="The appeal is filed.", version=1)
    assert asked(limit) == []


def test_a_tick_does_not_stand_for_reading_it(cast: Cast, limit: StatusDate):
    [due] = asked(limit)
    answer = cast.coordinator.post("cases:due_complete", due)
    assert answer.status_code == 409 and asked(limit) == [due]


def test_a_later_day_waits_for_the_second_person_though_there_is_a_letter(cast: Cast, case: Case, limit: StatusDate):
    later = LAST + timedelta(days=7)
    letter = {"why": "letter", "end_on": str(later), "reason": "Misread", "paper": "here", "version": 1}
    assert cast.caseworker.post("cases:deadline_change", case.pid, limit.pid, **letter).status_code == 302
    row = row_of(cast.caseworker.user, case, "appeal_limit")
    assert row.due.due_on == LAST and len(asked(row)) == 1
    assert check(cast.coordinator, row, later).status_code == 302
    assert watched(cast.caseworker.user, case)["appeal_limit"] == later and asked(row) == []


@pytest.mark.parametrize("paper", ["here", "none_yet"])
def test_a_later_day_that_the_second_person_reads_otherwise_changes_nothing(
    cast: Cast, case: Case, limit: StatusDate, paper: str
):
    letter = {
        "why": "letter",
        "end_on": str(LAST + timedelta(days=7)),
        "reason": "Misread",
        "paper": paper,
        "version": 1,
    }
    cast.caseworker.post("cases:deadline_change", case.pid, limit.pid, **letter)
    row = row_of(cast.caseworker.user, case, "appeal_limit")
    assert "until a second person has read it" in cast.caseworker.get("cases:residence_list", case).content.decode()
    check(cast.coordinator, row, LAST + timedelta(days=4))
    assert watched(cast.caseworker.user, case)["appeal_limit"] == LAST


def test_without_a_letter_two_who_say_the_same_later_day_move_nothing(cast: Cast, case: Case, limit: StatusDate):
    later = LAST + timedelta(days=7)
    said = {"why": "extended", "end_on": str(later), "reason": "By telephone", "paper": "none_yet", "version": 1}
    cast.caseworker.post("cases:deadline_change", case.pid, limit.pid, **said)
    check(cast.coordinator, row_of(cast.caseworker.user, case, "appeal_limit"), later)
    assert watched(cast.caseworker.user, case)["appeal_limit"] == LAST


def test_where_nobody_else_may_read_it_nobody_is_asked(cast: Cast, case: Case):
    User.objects.filter(role="coordinator").update(is_active=False)
    tell(cast.caseworker, case, "asylum_refused", limit_on=LAST, on=TODAY)
    row = row_of(cast.caseworker.user, case, "appeal_limit")
    assert asked(row) == [] and "Not yet checked" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_what_was_read_is_not_asked_for_again(cast: Cast, limit: StatusDate):
    [due] = asked(limit)
    check(cast.coordinator, limit, LAST)
    assert "It is due again" not in cast.coordinator.get("cases:due_detail", due).content.decode()
    assert cast.coordinator.post("cases:due_reopen", due).status_code == 409 and asked(limit) == []


def test_the_document_is_at_hand_where_the_day_is_read_and_where_it_is_checked(cast: Cast, case: Case, assign):
    decision = make_document(cast.caseworker.user, case, kind="court", name="Decision.pdf")
    tell(cast.caseworker, case, "asylum_refused", limit_on=LAST, on=TODAY, document=decision.pid)
    row = row_of(cast.caseworker.user, case, "appeal_limit")
    link = f'href="/c/{case.pid}/d/{decision.pid}/'
    # With the day and with the event that it came from.
    assert cast.caseworker.get("cases:residence_list", case).content.decode().count(link) == 2
    assert link in cast.coordinator.get("cases:deadline_check", case.pid, row.pid).content.decode()
    assign(cast.health.user)
    theirs = make_document(cast.health.user, case, kind="medical", name="Scan.pdf")
    StatusDate.objects.filter(pk=row.pk).update(document=theirs)
    assert theirs.pid not in cast.caseworker.get("cases:residence_list", case).content.decode()


def disputed(row: StatusDate) -> list[DueThing]:
    """Who is asked for a third reading, as long as somebody is."""
    return list(DueThing.objects.open().filter(subject_id=row.case_id, kind=of_row(LIMIT_DISPUTED, row.pid)))


@pytest.mark.parametrize("days", [-4, 6])
def test_where_two_differ_a_third_is_asked_and_the_earlier_counts_meanwhile(
    cast: Cast, case: Case, limit: StatusDate, assign, days: int
):
    assign(cast.legal.user)
    other = LAST + timedelta(days=days)
    check(cast.coordinator, limit, other)
    [due] = disputed(limit)
    assert (due.owner, due.due_on) == (cast.legal.user, TODAY) and asked(limit) == []
    assert watched(cast.legal.user, case)["appeal_limit"] == min(LAST, other)
    assert "Two read different days" in cast.legal.get("cases:today").content.decode()
    assert cast.legal.post("cases:due_complete", due).status_code == 409 and disputed(limit) == [due]
    # What the third reads takes the place of the day; the first reads it again, and two who agree are believed.
    said = {"why": "mistake", "end_on": str(other), "reason": "Read anew", "paper": "seen", "version": 2}
    assert cast.legal.post("cases:deadline_change", case.pid, limit.pid, **said).status_code == 302
    row = row_of(cast.legal.user, case, "appeal_limit")
    assert disputed(limit) == [] and row.due.due_on == min(LAST, other) and len(asked(row)) == 1
    check(cast.caseworker, row, other)
    assert watched(cast.legal.user, case)["appeal_limit"] == other and disputed(row) == asked(row) == []


def test_without_a_third_the_coordinator_is_asked(cast: Cast, limit: StatusDate):
    User.objects.with_role(Role.COORDINATOR).exclude(pk=cast.coordinator.user.pk).update(is_active=False)
    check(cast.coordinator, limit, LAST - timedelta(days=1))
    assert [due.owner for due in disputed(limit)] == [cast.coordinator.user]


def test_two_who_agree_ask_nobody(cast: Cast, limit: StatusDate):
    check(cast.coordinator, limit, LAST)
    assert disputed(limit) == []


def test_a_limit_that_is_over_asks_no_third(cast: Cast, limit: StatusDate):
    check(cast.coordinator, limit, LAST - timedelta(days=1))
    cast.caseworker.post("cases:deadline_end", limit.case.pid, limit.pid, outcome="The appeal is filed.", version=2)
    assert disputed(limit) == []


def test_it_is_handed_only_to_who_may_read_it(cast: Cast, limit: StatusDate, assign):
    assign(cast.legal.user)
    assign(cast.health.user)
    [due] = asked(limit)
    page = cast.coordinator.get("cases:due_give", due).content.decode()
    assert cast.legal.user.pid in page and cast.health.user.pid not in page
    assert cast.coordinator.post("cases:due_give", due, to_user=cast.health.user.pid).status_code == 200
    answer = ask(cast.coordinator, "post", "due_give", due, body={"to": cast.health.user.pid})
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_take_over")
    assert asked(limit)[0].owner == cast.coordinator.user
    assert cast.coordinator.post("cases:due_give", due, to_user=cast.legal.user.pid).status_code == 302
    assert asked(limit)[0].owner == cast.legal.user
    # Other things of the case go to any colleague on it.
    other = make_due(cast.caseworker.user, limit.case)
    assert cast.health.user.pid in cast.caseworker.get("cases:due_give", other).content.decode()


def test_if_it_came_to_somebody_who_may_not_read_it_another_is_found(cast: Cast, limit: StatusDate, assign):
    assign(cast.health.user)
    [due] = asked(limit)
    DueThing.objects.filter(pk=due.pk).update(owner=cast.health.user)
    assert list(ownerless()) == [due] and audiences([asked(limit)[0]])[due.pk].worker is None
    adopt_ownerless()
    assert asked(limit)[0].owner != cast.health.user and not ownerless().exists()
