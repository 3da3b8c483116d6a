"""Signing in with a name and a password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD
from audit.models import Event
from tests.accounts.trail import tags_of

LOGIN = "/in/"


def without_tokens(answer) -> str:
    """The body without what differs by chance, and without what was typed."""
    body = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'name="login" value="[^"]*"', "", body)


def test_the_right_password_signs_in(cast):
    client = Client()
    answer = client.post(LOGIN, {"login": "Caseworker", "password": DEMO_PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/me/").status_code == 200
    assert tags_of(cast.caseworker.user)[-1] == "session:open"


def test_it_returns_to_the_page_that_was_asked_for(cast):
    client = Client()
    asked = client.get("/me/")
    assert asked.url == "/in/?next=%2Fme%2F"
    answer = client.post(asked.url, {"login": "caseworker", "password": DEMO_PASSWORD, "next": "/me/"})
    assert answer.url == "/me/"


def test_it_leads_to_no_other_site(cast):
    answer = Client().post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD, "next": "https://example.org/"})
    assert answer.url == "/"


def test_known_and_unknown_names_get_the_same_answer(cast):
    known = Client().post(LOGIN, {"login": "caseworker", "password": "wrong"})
    unknown = Client().post(LOGIN, {"login": "somebody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 200
    assert without_tokens(known) == without_tokens(unknown)


def test_a_failure_is_recorded_without_what_was_typed(cast):
    Client().post(LOGIN, {"login": "my-password-by-mistake", "password": "wrong"})
    Client().post(LOGIN, {"login": "caseworker", "password": "wrong"})
    events = Event.objects.filter(tag="session:fail")
    assert [event.outcome for event in events] == ["refused", "refused"]
    assert tags_of(cast.caseworker.user) == ["-session:fail"]
    assert not any("mistake" in str(event.__dict__) for event in events)


def test_guessing_is_slowed_and_the_owner_is_back_within_fifteen_minutes(cast):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for number in range(40):
            Client(REMOTE_ADDR=f"192.0.2.{number}").post(LOGIN, {"login": "caseworker", "password": "wrong"})
        refused = Client().post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD})
        assert "too many tries" in refused.content.decode()
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        assert Client().post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD}).status_code == 302


def test_the_session_id_changes_at_sign_in(cast):
    client = Client()
    client.get("/in/i/some-token/")
    before = client.cookies["sessionid"].value
    client.post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD})
    assert client.cookies["sessionid"].value != before


def test_the_session_id_changes_when_somebody_confirms_who_it_is(cast):
    client = Client()
    client.post(LOGIN, {"login": "administrator", "password": DEMO_PASSWORD})
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert client.get("/me/").status_code == 200
    assert client.get(reverse("usersessions_list")).context["session_count"] == 1


def test_the_cookie_ends_with_the_browser_and_is_not_for_scripts(cast):
    client = Client()
    client.post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD})
    cookie = client.cookies["sessionid"]
    assert not cookie["max-age"] and not cookie["expires"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_signing_out_ends_the_session(cast):
    client = Client()
    client.post(LOGIN, {"login": "caseworker", "password": DEMO_PASSWORD})
    key = client.session.session_key
    assert Session.objects.filter(session_key=key).exists()
    answer = client.post("/in/out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    assert tags_of(cast.caseworker.user)[-1] == "session:close"


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "account_confirm_email"])
def test_there_is_no_sign_up_and_no_page_for_addresses(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_asking_for_a_new_password_answers_alike_and_mails_only_known_addresses(cast):
    cast.caseworker.user.email = "mira@example.org"
    cast.caseworker.user.save()
    known = Client().post("/in/reset/", {"email": "mira@example.org"}, follow=True)
    unknown = Client().post("/in/reset/", {"email": "nobody@example.org"}, follow=True)
    assert without_tokens(known) == without_tokens(unknown)
    assert [message.to for message in mail.outbox] == [["mira@example.org"]]


def test_the_mail_says_nothing_about_us(cast):
    cast.caseworker.user.email = "mira@example.org"
    cast.caseworker.user.save()
    Client().post("/in/reset/", {"email": "mira@example.org"})
    message = mail.outbox[0]
    said = f"{message.subject} {message.body}".lower()
    assert not any(word in said for word in ("daybook", "case", "account", "mira", "ngo", "password"))


def test_a_reset_link_works_once_and_does_not_sign_in(cast):
    cast.caseworker.user.email = "mira@example.org"
    cast.caseworker.user.save()
    Client().post("/in/reset/", {"email": "mira@example.org"})
    link = re.search(r"/in/reset/\S+", mail.outbox[0].body).group()
    fields = {"password1": "four brown wooden chairs", "password2": "four brown wooden chairs"}
    client = Client()
    form = client.get(link)
    assert client.post(form.url, fields).status_code == 302
    assert client.get("/me/").status_code == 302
    assert "can no longer be used" in Client().get(link).content.decode()
    assert Client().post(LOGIN, {"login": "caseworker", "password": fields["password1"]}).status_code == 302


def test_too_many_requests_from_one_address_get_a_sentence(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    client = Client()
    answers = [client.post(LOGIN, {"login": "caseworker", "password": "wrong"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait five minutes" in answers[2].content.decode()
