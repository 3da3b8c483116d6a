"""Keys in a real browser with a made-up key, and the pages of sign-in without script."""

import re

import pytest
from allauth.mfa.models import Authenticator

from accounts.demo import DEMO_PASSWORD
from cases.demo.cast import make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def plug_in_key(page) -> None:
    """A key that answers by itself, known to this page's browser only."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_key_is_added_and_then_signs_in_alone(browser, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_cast()["administrator"]
    page = browser.sign_in("administrator")
    plug_in_key(page)
    assert page.url.endswith("/me/factor/")
    page.click("text=Add a key")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button.go")
    page.check("input[name=passwordless]")
    page.click("[data-passkey-go]")
    page.wait_for_url(re.compile("/me/factor/codes/"))
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto("/me/")
    page.click("main button:has-text('Sign out')")
    page.wait_for_url(re.compile("/in/"))
    page.click("[data-passkey-go]")
    page.wait_for_url(lambda url: "/in/" not in url)
    page.goto("/me/")
    assert "Pia S." in page.inner_text("main")


def test_a_key_is_the_second_step_and_confirms_dangerous_acts(browser):
    make_cast()
    page = browser.sign_in("coordinator", "/me/factor/keys/add/")
    plug_in_key(page)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button.go")
    page.click("[data-passkey-go]")
    page.wait_for_url(re.compile("/me/factor/codes/"))
    page.context.clear_cookies()
    page.goto("/in/")
    page.fill("input[name=login]", "coordinator")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button.go")
    page.wait_for_url(re.compile("/in/check/"))
    page.click("[data-passkey-go]")
    page.wait_for_url(re.compile("/in/known/"))
    page.click("text=No, ask me every time")
    page.goto("/o/staff/invite/")
    page.wait_for_url(re.compile("/in/again/"))
    if page.locator("text=Use a security key").count():
        page.click("text=Use a security key")
    page.click("[data-passkey-go]")
    page.wait_for_url(re.compile("/o/staff/invite/"))


def test_sign_in_works_without_script(browser):
    make_cast()
    page = browser.sign_in("caseworker", "/me/", script=False)
    assert "Mira D." in page.inner_text("main")
    assert not page.is_visible("[data-passkey-go]")
