"""Ending one of the own sessions, or all others."""

from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.demo import DEMO_PASSWORD
from tests.accounts.trail import tags_of


def sign_in(username: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": username, "password": DEMO_PASSWORD})
    assert client.get("/me/").status_code == 200
    return client


def session_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_one_session_ends_at_once(cast):
    here, there = sign_in("caseworker"), sign_in("caseworker")
    answer = here.post(reverse("accounts:session_end", args=[session_of(there).pk]))
    assert answer.status_code == 302
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert tags_of(cast.caseworker.user)[-1] == "session:end"


def test_all_others_end_and_this_one_stays(cast):
    here, there, elsewhere = sign_in("caseworker"), sign_in("caseworker"), sign_in("caseworker")
    here.post(reverse("usersessions_list"))
    assert [client.get("/me/").status_code for client in (here, there, elsewhere)] == [200, 302, 302]


def test_the_session_of_a_colleague_looks_like_none(cast):
    here, colleague = sign_in("caseworker"), sign_in("caseworker2")
    answer = here.post(reverse("accounts:session_end", args=[session_of(colleague).pk]))
    assert answer.status_code == 404
    assert colleague.get("/me/").status_code == 200


def test_the_list_names_own_sessions_only(cast):
    here = sign_in("caseworker")
    Client(headers={"user-agent": "Invented Browser 7"}).post(
        "/in/", {"login": "caseworker2", "password": DEMO_PASSWORD}
    )
    assert b"Invented Browser 7" not in here.get(reverse("usersessions_list")).content


def test_the_list_calls_a_browser_what_people_call_it(cast):
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client = Client(headers={"user-agent": agent})
    client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page and "Gecko" not in page
