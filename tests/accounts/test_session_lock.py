"""After idle time the session is locked: nothing answers until the same person gives one password or one key."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD
from audit.models import Event
from cases.models import Note
from common.models import Draft
from tests.cast import Cast, address
from tests.factories.cases import make_case

START = timezone.now().replace(microsecond=0)
TEXT = "She wants to call her sister on Sunday."


def at(minutes: float):
    return time_machine.travel(START + timedelta(minutes=minutes), tick=False)


@pytest.fixture
def locked(cast: Cast):
    """The caseworker, who was away for twenty minutes."""
    with at(0):
        cast.caseworker.get("accounts:me")
    with at(20):
        yield cast.caseworker


@pytest.fixture
def case(cast: Cast):
    """A case of the caseworker's."""
    return make_case(cast.caseworker.user, alias="Heron")


def unlock(member, password: str = DEMO_PASSWORD, **more):
    return member.client.post(reverse("accounts:locked"), {"password": password, "next": "/me/"} | more)


def test_every_page_leads_to_the_locked_page_and_back(locked):
    answer = locked.client.get("/me/?x=1")
    assert (answer.status_code, answer.url) == (302, "/locked/?next=%2Fme%2F%3Fx%3D1")
    page = locked.client.get(answer.url).content.decode()
    assert "Locked" in page and 'href="/leave/"' in page
    assert 'class="nav"' not in page and "tabbar" not in page
    answer = unlock(locked)
    assert (answer.status_code, answer.url) == (302, "/me/")
    assert locked.client.get("/me/").status_code == 200
    assert Event.objects.filter(tag="session:lock").count() == Event.objects.filter(tag="session:unlock").count() == 1


def test_an_address_that_is_not_there_looks_the_same(locked):
    assert locked.client.get("/no/such/page/").url == "/locked/?next=%2Fno%2Fsuch%2Fpage%2F"


def test_fragments_and_programs_are_told_with_401(locked):
    part = locked.client.get("/me/", headers={"HX-Request": "true"})
    assert part.status_code == 401 and b"This page is locked" in part.content and b"<html" not in part.content
    answer = locked.client.get("/api/v1/cases/")
    assert (answer.status_code, answer.json()["code"]) == (401, "locked")


def test_it_stays_locked_until_opened(cast: Cast):
    with at(0):
        cast.caseworker.get("accounts:me")
    with at(20):
        cast.caseworker.get("accounts:me")
    with at(20.2):
        assert cast.caseworker.get("accounts:me").status_code == 302


def test_a_wrong_password_opens_nothing_and_the_fourth_try_waits(locked):
    for _try in range(3):
        answer = unlock(locked, "not it")
        assert answer.status_code == 422 and b"does not fit" in answer.content
    answer = unlock(locked)
    assert answer.status_code == 429 and b"too many tries" in answer.content
    assert locked.client.get("/me/").status_code == 302
    assert Event.objects.filter(tag="session:fail", outcome="refused").count() == 4
    with at(26):
        assert unlock(locked).status_code == 302
        assert locked.client.get("/me/").status_code == 200


def test_the_session_gets_a_new_id_when_it_opens(locked):
    locked.client.get("/me/")
    before = locked.client.cookies["sessionid"].value
    unlock(locked)
    assert locked.client.cookies["sessionid"].value != before


def test_another_way_leads_back_only_to_our_pages(locked):
    assert unlock(locked, next="//elsewhere.example/").url == "/"


def test_a_form_of_a_locked_session_becomes_a_draft_and_nothing_else(locked, case):
    before = Note.objects.count()
    answer = locked.post("cases:note_create", case, text=TEXT)
    page = address("cases:note_create", case)
    assert answer.status_code == 302 and answer.url.startswith("/locked/?next=") and "kept=1" in answer.url
    assert Note.objects.count() == before and Draft.objects.visible_to(locked.user).filter(kind="note").count() == 1
    unlock(locked, next=page)
    assert TEXT in locked.client.get(page).content.decode()


def test_somebody_else_may_sign_in_and_finds_nothing(locked, cast, case):
    locked.post("cases:note_create", case, text=TEXT)
    assert locked.client.post(reverse("account_logout")).status_code == 302
    locked.client.post("/in/", {"login": "coordinator", "password": DEMO_PASSWORD})
    assert TEXT not in locked.client.get(address("cases:note_create", case)).content.decode()
    locked.client.post(reverse("account_logout"))
    locked.client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
    assert TEXT in locked.client.get(address("cases:note_create", case)).content.decode()


def test_the_clock_tells_and_does_not_count_as_use(cast: Cast):
    with at(0):
        cast.caseworker.get("accounts:me")
        now = cast.caseworker.client.get("/in/clock/", headers={"X-Background": "1"}).json()
        assert (now["who"], now["idle"], now["ends"]) == (cast.caseworker.user.pid, 15 * 60, 10 * 60 * 60)
    for minute in range(1, 15):
        with at(minute):
            now = cast.caseworker.client.get("/in/clock/", headers={"X-Background": "1"}).json()
            assert now["idle"] == (15 - minute) * 60 and not now["locked"]
    with at(14.5):
        # Without the header a person asked: to stay.
        assert cast.caseworker.client.get("/in/clock/").json()["idle"] == 15 * 60
        assert cast.caseworker.client.get("/in/clock/", headers={"X-Background": "1"}).json()["idle"] == 15 * 60
    with at(30):
        assert cast.caseworker.client.get("/in/clock/", headers={"X-Background": "1"}).json()["locked"]
    assert cast.anonymous.get("/in/clock/").json() == {"who": ""}


def test_ten_hours_end_a_locked_session_too(locked):
    locked.client.get("/me/")
    key = locked.client.session.session_key
    with at(600):
        assert locked.client.get("/me/").url == "/in/?next=%2Fme%2F&ended=1"
    assert not Session.objects.filter(session_key=key).exists()


def test_a_second_factor_of_long_ago_is_asked_for_anew(locked, settings):
    """The session began with a known browser; what made it known was more than ten hours ago."""
    locked.client.get("/me/")
    settings.SECOND_FACTOR_REQUIRED = True
    answer = unlock(locked)
    assert answer.status_code == 302 and answer.url.startswith("/in/?next=")
    settings.SECOND_FACTOR_REQUIRED = False
    assert locked.client.get("/me/").url.startswith("/in/")


def test_a_second_factor_of_this_session_is_not_asked_for_again(locked, settings):
    locked.client.get("/me/")
    session = locked.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": START.timestamp(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(locked.user.pk)
    session.save()
    settings.SECOND_FACTOR_REQUIRED = True
    assert unlock(locked).url == "/me/"
