"""From when and until when a renewal can be asked for: typed from the letter, watched, and never reckoned."""

from datetime import date

import pytest

from cases.models import Case, StatusDate, StatusEvent
from reminders.models import DueThing
from tests.cases.api import ask
from tests.cases.stay import DAY, row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY, ahead
from tests.factories.reading import opened

pytestmark = pytest.mark.django_db
END, FROM, UNTIL = ahead(180), ahead(90), ahead(120)
EARLY = "The renewal would have to be asked for before it can be."


def grant(cast: Cast, case: Case, **more):
    tell(cast.caseworker, case, "permit_filed")
    return tell(cast.caseworker, case, "permit_granted", end_on=END, **({"renew_from": FROM, "renew_by": UNTIL} | more))


def enter(cast: Cast, case: Case, what: str, on: date):
    return cast.caseworker.post("cases:deadline_create", case, what=what, on=str(on), paper="seen", reason="Zq letter")


def test_both_days_of_the_letter_are_watched_beside_the_permit(cast: Cast, case: Case):
    assert grant(cast, case).status_code == 302
    days = watched(cast.caseworker.user, case)
    assert days == {"permit_end": END, "renewal_opens": FROM, "renewal_closes": UNTIL}
    dues = DueThing.objects.open().filter(subject_id=case.pk, due_on__in=[FROM, UNTIL]).order_by("due_on")
    assert [due.kind for due in dues] == ["day.5", "day.6"]
    facts = opened(cast.caseworker.user, StatusEvent.objects.filter(case=case).latest("number"), "facts")
    assert (facts["renew_from"], facts["renew_by"]) == (str(FROM), str(UNTIL))
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "A renewal can be asked for from" in page and "Last day to ask for a renewal" in page
    assert "from the letter" in page


@pytest.mark.parametrize("said", [{"renew_from": ""}, {"renew_by": ""}, {"renew_from": "", "renew_by": ""}])
def test_what_the_letter_does_not_say_is_not_watched(cast: Cast, case: Case, said: dict[str, str]):
    grant(cast, case, **said)
    names = {"renew_from": "renewal_opens", "renew_by": "renewal_closes"}
    left = {what for field, what in names.items() if field not in said}
    assert watched(cast.caseworker.user, case).keys() == {"permit_end", *left}


def test_a_window_that_closes_before_it_opens_comes_back(cast: Cast, case: Case):
    answer = grant(cast, case, renew_by=FROM - DAY, authority="Invented Office")
    page = answer.content.decode()
    assert answer.status_code == 200 and EARLY in page and "Invented Office" in page
    assert watched(cast.caseworker.user, case) == {}
    answer = grant(cast, case, renew_from="", renew_by=TODAY - DAY)
    assert "The last day lies before the first." in answer.content.decode()
    # One day is a window.
    assert grant(cast, case, renew_by=FROM).status_code == 302


def test_by_hand_too_it_opens_before_it_closes(cast: Cast, case: Case):
    assert enter(cast, case, "renewal_closes", UNTIL).status_code == 302
    answer = enter(cast, case, "renewal_opens", UNTIL + DAY)
    assert answer.status_code == 200 and EARLY in answer.content.decode() and "Zq letter" in answer.content.decode()
    assert enter(cast, case, "renewal_opens", FROM).status_code == 302
    assert EARLY in enter(cast, case, "renewal_closes", FROM - DAY).content.decode()
    # Other days are nobody's window.
    assert enter(cast, case, "report", TODAY).status_code == 302
    row = row_of(cast.caseworker.user, case, "renewal_closes")
    sent = {"why": "letter", "reason": "Read again", "paper": "seen", "version": row.version}
    answer = cast.caseworker.post("cases:deadline_change", case, row, end_on=str(FROM - DAY), **sent)
    assert answer.status_code == 200 and EARLY in answer.content.decode()
    assert cast.caseworker.post("cases:deadline_change", case, row, end_on=str(FROM + DAY), **sent).status_code == 302
    assert watched(cast.caseworker.user, case)["renewal_closes"] == FROM + DAY


def test_it_is_over_when_the_renewal_was_asked_for_and_the_permit_is_watched_on(cast: Cast, case: Case):
    grant(cast, case)
    tell(cast.caseworker, case, "renewal_filed")
    assert watched(cast.caseworker.user, case) == {"permit_end": END}


def test_the_next_permit_brings_its_own_window(cast: Cast, case: Case):
    grant(cast, case)
    tell(cast.caseworker, case, "renewal_filed")
    enter(cast, case, "renewal_closes", UNTIL)
    later = {"renew_from": FROM + 365 * DAY, "renew_by": UNTIL + 365 * DAY}
    tell(cast.caseworker, case, "permit_granted", end_on=END + 365 * DAY, **later)
    days = watched(cast.caseworker.user, case)
    assert (days["renewal_opens"], days["renewal_closes"]) == (later["renew_from"], later["renew_by"])
    assert StatusDate.objects.filter(case=case, ended_at=None).count() == 3


def test_nobody_is_late_once_it_can_be_asked_for(cast: Cast, case: Case):
    enter(cast, case, "renewal_opens", TODAY - 3 * DAY)
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "It can be asked for now" in page and "late" not in page.partition('id="days"')[2].partition('id="lane"')[0]
    enter(cast, case, "renewal_closes", TODAY - DAY)
    assert "1 day late" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_over_the_api(cast: Cast, case: Case):
    tell(cast.caseworker, case, "permit_filed")

    def send(**more):
        body = {"event": "permit_granted", "on": str(TODAY), "paper": "seen", "end_on": str(END), "version": 1, **more}
        return ask(cast.caseworker, "post", "residence_list", case, body=body)

    early = send(renew_from=str(FROM), renew_by=str(FROM - DAY))
    assert (early.status_code, early.json()["code"]) == (409, "window_closes_first")
    assert send(renew_from="soon").status_code == 400
    assert send(renew_from=str(FROM), renew_by=str(UNTIL)).status_code == 201
    assert watched(cast.caseworker.user, case)["renewal_opens"] == FROM
    body = {"what": "renewal_opens", "on": str(UNTIL + DAY), "paper": "seen"}
    assert ask(cast.caseworker, "post", "deadline_list", case, body=body).json()["code"] == "window_closes_first"


def test_a_status_that_is_noted_asks_for_the_window_too(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:residence_record", case.pid, 1).content.decode()
    assert 'name="renew_from"' in page and 'name="renew_by"' in page
    said = {"status": "permit_active", "end_on": END, "renew_from": UNTIL, "renew_by": FROM}
    refused = tell(cast.caseworker, case, "status_established", **said)
    assert EARLY in refused.content.decode() and watched(cast.caseworker.user, case) == {}
    said |= {"renew_from": FROM, "renew_by": UNTIL}
    assert tell(cast.caseworker, case, "status_established", **said).status_code == 302
    assert watched(cast.caseworker.user, case) == {"permit_end": END, "renewal_opens": FROM, "renewal_closes": UNTIL}


def test_so_does_an_appeal_that_was_won(cast: Cast, case: Case):
    tell(cast.caseworker, case, "appeal_filed")
    tell(cast.caseworker, case, "status_established", status="appeal_pending")
    said = {"status": "permit_active", "end_on": END, "renew_from": FROM, "renew_by": UNTIL}
    assert tell(cast.caseworker, case, "appeal_won", **said).status_code == 302
    assert watched(cast.caseworker.user, case) == {"permit_end": END, "renewal_opens": FROM, "renewal_closes": UNTIL}
