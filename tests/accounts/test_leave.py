"""Leave page works without script, from every page."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.accounts.trail import tags_of


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_ends_the_session_and_leads_away(cast, method):
    client = cast.caseworker.client
    key = client.session.session_key
    assert Session.objects.filter(session_key=key).exists()
    answer = getattr(client, method)("/leave/")
    assert (answer.status_code, answer.url) == (302, "/leave/quiet/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/me/").status_code == 302
    assert "session:leave" in tags_of(cast.caseworker.user)


def test_it_works_from_a_page_of_yesterday_without_a_token(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.caseworker.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/leave/").status_code == 302


def test_the_quiet_page_says_nothing_of_us(cast, settings):
    settings.LEAVE_URL = "about:blank"
    page = cast.caseworker.client.get("/leave/", follow=True).content.decode()
    assert not re.search(r"daybook|case|sign|Mira", page, re.IGNORECASE)
    assert "<link" not in page and "<script" not in page


def test_a_neutral_site_is_reached_by_refresh(cast, settings):
    settings.LEAVE_URL = "https://weather.example/"
    page = cast.anonymous.get("/leave/", follow=True).content.decode()
    assert '<meta http-equiv="refresh" content="0;url=https://weather.example/">' in page


def test_it_works_signed_out(cast):
    assert cast.anonymous.get("/leave/").status_code == 302
