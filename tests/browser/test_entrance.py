"""The way in and out: pages that are met only on the way, each looked at as the others are."""

import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.urls import resolve, reverse
from playwright.sync_api import Page

from accounts.demo import DEMO_PASSWORD
from tests.browser.looking import look
from tests.browser.pages import WALKED
from tests.browser.world import World
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

SEEN: set[str] = set()


def seen(page: Page, name: str, state: str = "filled") -> None:
    """The open page is `name`, and nothing is wrong with it."""
    assert resolve(urlsplit(page.url).path).view_name == name
    SEEN.add(name)
    faults = look(page, f"{name} ({state})")
    assert not faults, "\n".join(faults)


def press(page: Page, words: str) -> None:
    """Press the button of the page that has these words."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def code_now(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def test_sign_in(browser: BrowserOfTest, world: World) -> None:
    page = browser.open("/in/")
    seen(page, "account_login", "empty")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill("wrong")
    press(page, "Sign in")
    seen(page, "account_login", "error")
    page.goto("/in/?ended=1")
    seen(page, "account_login", "ended")
    page.goto("/c/")
    assert urlsplit(page.url).path == "/in/"
    page.goto("/in/closed/")
    seen(page, "account_inactive")
    page.goto(reverse("accounts:leave"))
    assert resolve(urlsplit(page.url).path).view_name == "accounts:left"
    seen(page, "accounts:left")


def test_a_forgotten_password(browser: BrowserOfTest, world: World) -> None:
    user = world.users["caseworker"]
    user.email = "mira@example.org"
    user.save()
    page = browser.open("/in/")
    page.get_by_role("link", name="I forgot my password").click()
    seen(page, "account_reset_password", "empty")
    page.locator("main form").first.evaluate("form => { form.noValidate = true; }")
    page.get_by_label("E-mail of your account").fill("nobody")
    page.locator("main .btn.go").click()
    page.wait_for_selector("main .err")
    seen(page, "account_reset_password", "error")
    page.get_by_label("E-mail of your account").fill("mira@example.org")
    page.locator("main .btn.go").click()
    page.wait_for_url("**/sent/")
    seen(page, "account_reset_password_done")
    link = re.search(r"/in/reset/\S+", mail.outbox[0].body)
    assert link
    page.goto(link.group())
    seen(page, "account_reset_password_from_key", "empty")
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("New password again").fill("other")
    page.locator("main .btn.go").click()
    page.wait_for_selector("main .err")
    seen(page, "account_reset_password_from_key", "error")
    page.get_by_label("New password", exact=True).fill("plain river chair seven")
    page.get_by_label("New password again").fill("plain river chair seven")
    page.locator("main .btn.go").click()
    page.wait_for_url("**/done/")
    seen(page, "account_reset_password_from_key_done")
    page.goto(link.group())
    seen(page, "account_reset_password_from_key", "spent")


def test_an_invitation(browser: BrowserOfTest, world: World) -> None:
    page = browser.open(reverse("accounts:invitation_open", args=[world.token]))
    seen(page, "accounts:invitation_accept", "empty")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill("short")
    press(page, "Open my account")
    seen(page, "accounts:invitation_accept", "error")
    page.get_by_label("User name").fill("nora.i")
    page.get_by_label("Password").fill("plain river chair seven")
    press(page, "Open my account")
    seen(page, "account_login", "after an invitation")
    page.goto(reverse("accounts:invitation_open", args=["never-made"]))
    seen(page, "accounts:invitation_accept", "spent")


def test_a_second_step_with_codes(browser: BrowserOfTest, world: World) -> None:
    user, secret = world.users["legal"], generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    page = browser.open("/in/")
    page.get_by_label("User name").fill("legal")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    press(page, "Sign in")
    seen(page, "mfa_authenticate", "empty")
    page.get_by_label("Code").fill("000000")
    page.locator("main .btn.go").click()
    page.wait_for_selector("main .err")
    seen(page, "mfa_authenticate", "error")
    page.get_by_label("Code").fill(code_now(secret))
    page.locator("main .btn.go").click()
    page.wait_for_url("**/known/")
    seen(page, "mfa_trust")
    press(page, "No, ask me every time")
    page.goto(reverse("mfa_view_recovery_codes"))
    if "/again/" in page.url:
        seen(page, "mfa_reauthenticate", "empty")
        page.get_by_label("Code").fill("000000")
        press(page, "Confirm")
        seen(page, "mfa_reauthenticate", "error")
        page.get_by_label("Code").fill(code_now(secret, 1))
        press(page, "Confirm")
    seen(page, "mfa_view_recovery_codes")
    page.goto(reverse("mfa_generate_recovery_codes"))
    seen(page, "mfa_generate_recovery_codes")
    page.goto(reverse("mfa_index"))
    seen_index = look(page, "mfa_index (filled)")
    assert not seen_index, "\n".join(seen_index)
    page.goto(reverse("mfa_deactivate_totp"))
    seen(page, "mfa_deactivate_totp")


def test_keys(browser: BrowserOfTest, world: World) -> None:
    """The pages around a key; that keys work is shown in tests/accounts/test_passkeys.py."""
    user = world.users["legal"]
    page = browser.sign_in("legal")
    page.goto(reverse("mfa_add_webauthn"))
    if "/again/" in page.url:
        page.get_by_label("Password").fill(DEMO_PASSWORD)
        press(page, "Confirm")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": options | {"hasResidentKey": True, "automaticPresenceSimulation": True}},
    )
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/codes/")
    key = Authenticator.objects.get(user=user, type="webauthn")
    page.goto(reverse("mfa_list_webauthn"))
    faults = look(page, "mfa_list_webauthn (filled)")
    assert not faults, "\n".join(faults)
    page.goto(reverse("mfa_edit_webauthn", args=[key.pk]))
    seen(page, "mfa_edit_webauthn")
    page.goto(reverse("mfa_remove_webauthn", args=[key.pk]))
    seen(page, "mfa_remove_webauthn")
    page.goto(reverse("mfa_reauthenticate_webauthn"))
    seen(page, "mfa_reauthenticate_webauthn")


@pytest.mark.parametrize(("path", "status"), [("/nothing-here/", 404), ("/c/0000000000/", 404)])
def test_nothing_here(browser: BrowserOfTest, world: World, path: str, status: int) -> None:
    for page in (browser.open("/in/"), browser.sign_in("caseworker")):
        answer = page.goto(path)
        if answer is not None and answer.status == status:
            faults = look(page, path)
            assert not faults, "\n".join(faults)
        else:
            assert urlsplit(page.url).path == "/in/"


def test_every_page_on_the_way_was_looked_at() -> None:
    """Says so only where all tests of this file ran."""
    if len(SEEN) > 12:
        assert SEEN >= WALKED, sorted(WALKED - SEEN)
