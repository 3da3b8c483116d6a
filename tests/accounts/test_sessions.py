"""Session rows lie sealed, and their keys are no cookies."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.demo import DEMO_PASSWORD
from accounts.sessions import SessionStore, key_of


def test_the_row_tells_nothing_and_opens_again(db):
    store = SessionStore()
    store["note"] = "MARKER-4711"
    store.save()
    row = Session.objects.get(session_key=store.session_key)
    assert "MARKER" not in row.session_data
    assert SessionStore(store.session_key)["note"] == "MARKER-4711"


def test_a_damaged_or_foreign_row_is_an_empty_session(db):
    store = SessionStore()
    store["note"] = "x"
    store.save()
    row = Session.objects.get(session_key=store.session_key)
    for data in (row.session_data[:-4], "plain text", "", '{"note": "forged"}'):
        Session.objects.filter(pk=row.pk).update(session_data=data)
        assert dict(SessionStore(store.session_key).items()) == {}


def test_what_the_database_holds_cannot_be_used_as_a_cookie(cast):
    client = Client()
    client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
    secret = client.cookies["sessionid"].value
    assert client.get("/me/").status_code == 200
    keys = [
        *Session.objects.values_list("session_key", flat=True),
        *UserSession.objects.values_list("session_key", flat=True),
    ]
    assert key_of(secret) in keys and secret not in keys
    for key in keys:
        thief = Client()
        thief.cookies["sessionid"] = key
        assert thief.get("/me/").status_code == 302


def test_a_cookie_of_ones_own_making_becomes_no_session(cast):
    client = Client()
    client.cookies["sessionid"] = "a-cookie-somebody-planted-before-sign-in"
    client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
    assert client.cookies["sessionid"].value != "a-cookie-somebody-planted-before-sign-in"
    assert client.get("/me/").status_code == 200
