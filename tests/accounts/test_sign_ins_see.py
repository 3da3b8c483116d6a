"""Saying to know about what was unusual."""

from django.test import Client

from accounts.models import SignIn
from tests.accounts.test_sign_ins_note import sign_in
from tests.accounts.trail import tags_of


def test_who_knows_about_it_is_told_no_more(cast):
    sign_in(Client())
    client = sign_in(Client())
    assert "Was this not you?" in client.get("/me/sessions/").content.decode()
    assert client.post("/me/sessions/seen/").url == "/me/sessions/"
    assert "Was this not you?" not in client.get("/me/sessions/").content.decode()
    assert "used in a way that is new" not in client.get("/").content.decode()
    assert tags_of(cast.caseworker.user)[-1] == "session:see"


def test_it_reaches_the_own_account_only(cast):
    sign_in(Client())
    sign_in(Client())
    cast.administrator.post("accounts:sign_ins_see")
    assert SignIn.objects.filter(user=cast.caseworker.user, kind="new").get().seen_at is None


def test_with_nothing_to_say_nothing_is_recorded(cast):
    before = tags_of(cast.administrator.user)
    assert cast.administrator.post("accounts:sign_ins_see").status_code == 302
    assert tags_of(cast.administrator.user) == before
