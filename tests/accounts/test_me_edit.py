"""The own account."""

from tests.accounts.trail import tags_of

SETTINGS = {"language": "fr", "text_size": "large", "email": "Mira.D@example.org", "has_names_in_lists": "on"}


def test_own_settings_are_kept(cast):
    assert cast.caseworker.post("accounts:me", **SETTINGS).status_code == 302
    user = cast.caseworker.fresh()
    assert (user.language, user.text_size, user.email) == ("fr", "large", "mira.d@example.org")
    assert user.has_names_in_lists and not user.has_single_keys
    assert tags_of(user) == ["setting:change"]


def test_role_and_organisation_cannot_be_sent_along(cast):
    before = cast.caseworker.user
    extra = {"role": "administrator", "organisation": str(cast.outsider.user.organisation_id), "session_epoch": "9"}
    cast.caseworker.post("accounts:me", **SETTINGS | extra)
    after = cast.caseworker.fresh()
    assert (after.role, after.organisation_id, after.session_epoch) == (before.role, before.organisation_id, 0)


def test_the_page_shows_no_other_account(cast):
    page = cast.caseworker.get("accounts:me").content.decode()
    assert "Mira D." in page and "Ana P." not in page
