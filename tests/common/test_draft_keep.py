"""Every long form keeps what is typed: for its writer alone, until it took effect; never as something that was sent."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.models import Case, Note
from common.drafts.kinds import kind_named
from common.drafts.typed import as_sent, is_for, is_ours, mark_for, typed_in
from common.models import Draft
from tests.cast import Cast, address
from tests.factories.cases import make_case

TEXT = "Zq: call only after six"


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user, alias="Heron", contact={"must_not_know": "A cousin"})


def keep(member, kind: str, key: str, **typed):
    return member.client.post(reverse("common:draft_keep", args=[kind, key]), typed)


def contact_page(case: Case) -> str:
    return reverse("cases:facts_edit", args=[case.pid, "contact"])


def test_a_draft_is_put_back_into_the_form_with_its_version(cast: Cast, case: Case):
    answer = keep(cast.caseworker, "facts_edit", f"{case.pid}.contact", must_not_know=TEXT, version="1")
    assert answer.status_code == 204
    assert answer.headers["X-Saved-At"] == timezone.localtime().strftime("%H:%M")
    page = cast.caseworker.client.get(contact_page(case)).content.decode()
    assert TEXT in page and "restored" in page and 'name="version" value="1"' in page
    assert f'data-draft="/drafts/facts_edit/{case.pid}.contact/"' in page
    assert TEXT not in cast.coordinator.client.get(contact_page(case)).content.decode()


def test_opening_a_form_with_a_draft_sends_nothing(cast: Cast, case: Case):
    for kind, name in (("risk_review", "cases:risk_review"), ("case_close", "cases:case_close")):
        keep(cast.caseworker, kind, case.pid, level="low", reason="goals_reached", closed_on="2026-01-01")
        assert cast.caseworker.get(name, case).status_code == 200
    case.refresh_from_db()
    assert not case.is_closed and not Event.objects.filter(tag="risk:edit").exists()


def test_it_goes_when_the_form_took_effect_and_stays_away(cast: Cast, case: Case):
    key = f"{case.pid}.contact"
    keep(cast.caseworker, "facts_edit", key, must_not_know=TEXT, version="1", once="key-of-the-page-1")
    assert Draft.objects.count() == 1
    sent = {"must_not_know": TEXT, "safe_answer": "only_she", "version": "1", "once": "key-of-the-page-1"}
    assert cast.caseworker.client.post(contact_page(case), sent).status_code == 302
    assert not Draft.objects.exists()
    # One that was on its way when the form was sent.
    assert keep(cast.caseworker, "facts_edit", key, must_not_know=TEXT, once="key-of-the-page-1").status_code == 204
    assert not Draft.objects.exists()
    keep(cast.caseworker, "facts_edit", key, must_not_know=TEXT, once="key-of-another-page")
    assert Draft.objects.count() == 1


def test_a_refused_form_is_kept(cast: Cast, case: Case):
    answer = cast.caseworker.client.post(reverse("cases:consent_record", args=[case.pid]), {"language": "Zqtigrinya"})
    assert answer.status_code in (200, 422)
    assert Draft.objects.visible_to(cast.caseworker.user).get().kind == "consent_record"


def test_a_conflict_is_kept_and_still_a_conflict_afterwards(cast: Cast, case: Case):
    typed = {"must_not_know": TEXT, "safe_answer": "only_she", "version": "1"}
    theirs = typed | {"must_not_know": "An uncle"}
    assert cast.coordinator.client.post(contact_page(case), theirs).status_code == 302
    assert cast.caseworker.client.post(contact_page(case), typed).status_code == 409
    page = cast.caseworker.client.get(contact_page(case)).content.decode()
    assert TEXT in page and 'name="version" value="1"' in page


def test_of_two_saves_under_way_the_later_typed_one_stays(cast: Cast, case: Case):
    for at, text in ((2000, "the whole sentence"), (1000, "the whole")):
        keep(cast.caseworker, "risk_review", case.pid, reason=text, typed_at=at, once="key-of-the-page-1")
    assert "the whole sentence" in cast.caseworker.get("cases:risk_review", case).content.decode()
    keep(cast.caseworker, "risk_review", case.pid, reason="on another page", typed_at=500, once="key-of-the-page-2")
    assert "on another page" in cast.caseworker.get("cases:risk_review", case).content.decode()


def test_others_keep_nothing_and_learn_nothing(cast: Cast, case: Case):
    for name in ("caseworker2", "auditor", "outsider", "shelter", "partner"):
        member = getattr(cast, name)
        assert keep(member, "risk_review", case.pid, reason="x").status_code == 404
        assert keep(member, "risk_review", "ABCDEFGHJK", reason="x").status_code == 404
    assert keep(cast.caseworker, "no_such_form", case.pid, reason="x").status_code == 404
    assert keep(cast.caseworker, "note_edit", case.pid, text="x").status_code == 404
    assert not Draft.objects.exists()


def test_neither_secrets_nor_steering_are_kept():
    data = as_sent(
        {"text": "a", "password": "b", "csrfmiddlewaretoken": "c", "once": "d", "mark": "e", "who": ["f", "g"]}
    )
    assert typed_in(data) == {"text": ["a"], "who": ["f", "g"]}


def test_a_mark_says_for_whom_to_nobody_but_us(cast: Cast):
    mark = mark_for(cast.caseworker.user)
    assert is_ours(mark) and is_for(mark, cast.caseworker.user) and not is_for(mark, cast.coordinator.user)
    assert not is_ours(mark[:-1] + ("a" if mark[-1] != "a" else "b")) and not is_ours("")
    assert str(cast.caseworker.user.pk) not in mark and cast.caseworker.user.pid not in mark


def test_a_form_of_somebody_else_on_the_same_browser_keeps_nothing(cast: Cast, case: Case):
    typed = {"reason": TEXT, "mark": mark_for(cast.caseworker.user)}
    assert keep(cast.coordinator, "risk_review", case.pid, **typed).status_code == 404
    assert not Draft.objects.exists()


# --- after the end of the session -------------------------------------------------------------------------------


def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def sign_in(browser: Client, name: str, back: str = ""):
    token = browser.get("/in/").context["csrf_token"]
    sent = {"login": name, "password": "demo-daybook-2026", "csrfmiddlewaretoken": str(token), "next": back}
    return browser.post("/in/", sent)


def form_of(browser: Client, page: str) -> dict[str, str]:
    """Hidden fields as they stand in the page."""
    html = browser.get(page).content.decode()
    found = {}
    for name in ("csrfmiddlewaretoken", "once", "mark"):
        found[name] = html.rsplit(f'name="{name}" value="', 1)[1].split('"')[0]
    return found


@pytest.mark.parametrize("signed_out", ["row gone", "cookie gone"])
def test_a_form_after_the_end_waits_for_the_same_person(cast: Cast, case: Case, signed_out: str):
    browser, page = strict(), address("cases:note_create", case)
    sign_in(browser, "caseworker")
    sent = form_of(browser, page) | {"text": TEXT}
    if signed_out == "row gone":
        browser.session.flush()
    else:
        del browser.cookies["sessionid"]
    answer = browser.post(page, sent)
    assert answer.status_code == 302 and answer.url.startswith("/in/?") and "kept=1" in answer.url
    assert "Zq" not in answer.url and not Draft.objects.exists()
    answer = sign_in(browser, "caseworker", page)
    assert (answer.status_code, answer.url) == (302, page)
    assert TEXT in browser.get(page).content.decode()
    assert not Note.objects.filter(case=case).exists()


def test_nobody_else_gets_it(cast: Cast, case: Case):
    browser, page = strict(), address("cases:note_create", case)
    sign_in(browser, "caseworker")
    sent = form_of(browser, page) | {"text": TEXT}
    browser.session.flush()
    browser.post(page, sent)
    sign_in(browser, "coordinator", page)
    assert TEXT not in browser.get(page).content.decode()
    assert not Draft.objects.exists()


def test_a_form_without_our_mark_does_not_wait(cast: Cast, case: Case):
    browser = Client()
    for mark in ("", "made-up", "made-up:signature"):
        browser.post(address("cases:note_create", case), {"text": TEXT, "mark": mark})
        assert "waiting_texts" not in browser.session


def test_an_old_token_keeps_the_text_of_the_same_person_only(cast: Cast, case: Case):
    """As when one signed in again in another tab."""
    browser, page = strict(), address("cases:note_create", case)
    sign_in(browser, "caseworker")
    sent = form_of(browser, page) | {"text": TEXT}
    browser.session.flush()
    sign_in(browser, "coordinator")
    answer = browser.post(page, sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403 and TEXT not in answer.content.decode() and not Draft.objects.exists()
    browser.session.flush()
    sign_in(browser, "caseworker")
    answer = browser.post(page, sent)
    assert answer.status_code == 403 and f'href="{page}"' in answer.content.decode()
    assert TEXT in browser.get(page).content.decode() and not Note.objects.filter(case=case).exists()


def test_ten_hours_end_the_session_but_not_the_text(cast: Cast, case: Case):
    start, page = timezone.now(), address("cases:note_create", case)
    for minutes in range(0, 600, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            cast.caseworker.get("accounts:me")
    with time_machine.travel(start + timedelta(minutes=600), tick=False):
        answer = cast.caseworker.client.post(page, {"text": TEXT})
        assert answer.status_code == 302 and answer.url.startswith("/in/?next=")
        assert cast.caseworker.client.get(page).status_code == 302
        assert Draft.objects.visible_to(cast.caseworker.user).get().kind == "note"
    assert not Note.objects.filter(case=case).exists()


def test_a_step_of_an_intake_is_kept_after_the_end(cast: Cast):
    browser = strict()
    sign_in(browser, "caseworker")
    html = browser.get("/c/new/").content.decode()
    key = html.split('name="key" value="', 1)[1].split('"')[0]
    sent = form_of(browser, "/c/new/") | {"key": key, "reason": TEXT, "do": "next"}
    browser.session.flush()
    assert "kept=1" in browser.post("/c/new/", sent).url
    sign_in(browser, "caseworker")
    assert TEXT in browser.get(f"/c/new/{key}/1/").content.decode()


def test_kinds_lead_to_their_pages(case: Case):
    kind = kind_named("facts_edit")
    assert kind is not None and kind.page(f"{case.pid}.contact") == contact_page(case)


def test_a_form_that_was_refused_is_newer_than_what_was_kept_of_it(cast: Cast, case: Case):
    """A form that is sent says no time of typing; what comes late of the same page stays aside as before."""
    key, page = f"{case.pid}.contact", {"once": "key-of-the-page-1"}
    version = {"version": "1", "safe_answer": "only_she"}
    keep(cast.caseworker, "facts_edit", key, must_not_know="A cous", typed_at=500, **page, **version)
    assert cast.coordinator.client.post(contact_page(case), {"must_not_know": "An aunt", **version}).status_code == 302
    sent = {"must_not_know": TEXT, **page, **version}
    assert cast.caseworker.client.post(contact_page(case), sent).status_code == 409
    keep(cast.caseworker, "facts_edit", key, must_not_know="A co", typed_at=400, **page, **version)
    assert TEXT in cast.caseworker.client.get(contact_page(case)).content.decode()
