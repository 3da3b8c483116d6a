"""The own account."""

from django.core import mail
from django.test import Client

from accounts.demo import DEMO_PASSWORD
from tests.accounts.trail import tags_of

SETTINGS = {"language": "fr", "text_size": "large", "email": "Mira.D@example.org", "has_names_in_lists": "on"}


def test_own_settings_are_kept(cast):
    cast.caseworker.confirm()
    assert cast.caseworker.post("accounts:me", **SETTINGS).status_code == 302
    user = cast.caseworker.fresh()
    assert (user.language, user.text_size, user.email) == ("fr", "large", "mira.d@example.org")
    assert user.has_names_in_lists and not user.has_single_keys
    assert tags_of(user)[-1] == "setting:change"


def test_role_and_organisation_cannot_be_sent_along(cast):
    cast.caseworker.confirm()
    before = cast.caseworker.fresh()
    extra = {"role": "administrator", "organisation": str(cast.outsider.user.organisation_id), "session_epoch": "9"}
    cast.caseworker.post("accounts:me", **SETTINGS | extra)
    after = cast.caseworker.fresh()
    assert (after.role, after.organisation_id, after.session_epoch) == (
        before.role,
        before.organisation_id,
        before.session_epoch,
    )


def test_the_page_shows_no_other_account(cast):
    page = cast.caseworker.get("accounts:me").content.decode()
    assert "Mira D." in page and "Ana P." not in page


def test_another_address_is_taken_only_after_saying_again_who_it_is(cast):
    answer = cast.caseworker.post("accounts:me", **SETTINGS)
    assert answer.url.startswith("/in/again/") and cast.caseworker.fresh().email == ""
    cast.caseworker.client.post(answer.url, {"password": DEMO_PASSWORD}, follow=True)
    assert cast.caseworker.fresh().email == "mira.d@example.org"


def test_other_settings_ask_nothing(cast):
    assert cast.caseworker.post("accounts:me", **SETTINGS | {"email": ""}).url == "/me/"
    assert cast.caseworker.fresh().language == "fr"


def test_the_earlier_address_gets_no_links_any_more(cast):
    cast.caseworker.confirm()
    for address in ("old@example.org", "new@example.org"):
        cast.caseworker.post("accounts:me", **SETTINGS | {"email": address})
        Client().post("/in/reset/", {"email": "old@example.org"})
    assert [message.to for message in mail.outbox] == [["old@example.org"]]
