"""Codes from an app, recovery codes and keys."""

import json
import re
import threading
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.demo import DEMO_PASSWORD
from accounts.models import UsedCode
from cases.demo.cast import make_cast
from tests.accounts.trail import tags_of


def code_now(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enrol(user) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def password_step(username: str, **extra) -> Client:
    client = Client(**extra)
    answer = client.post("/in/", {"login": username, "password": DEMO_PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    return client


def test_the_second_step_is_asked_and_the_code_lets_in(cast):
    secret = enrol(cast.caseworker.user)
    client = password_step("caseworker")
    assert client.get("/me/").status_code == 302
    answer = client.post("/in/check/", {"code": code_now(secret)})
    assert answer.url == reverse("mfa_trust")
    client.post("/in/known/", {"action": "skip"})
    assert client.get("/me/").status_code == 200
    assert "factor:use" in tags_of(cast.caseworker.user)


def test_a_code_works_once(cast):
    secret = enrol(cast.caseworker.user)
    code = code_now(secret)
    first, second = password_step("caseworker"), password_step("caseworker")
    assert first.post("/in/check/", {"code": code}).status_code == 302
    refused = second.post("/in/check/", {"code": code})
    assert refused.status_code == 200 and refused.context["form"].errors["code"]
    assert "-factor:fail" in tags_of(cast.caseworker.user)


def test_a_spaced_code_is_the_same_code(cast):
    secret = enrol(cast.caseworker.user)
    code = code_now(secret)
    assert password_step("caseworker").post("/in/check/", {"code": code}).status_code == 302
    spaced = f"{code[:3]} {code[3:]}"
    assert password_step("caseworker").post("/in/check/", {"code": spaced}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_twenty_askers_with_the_same_code_exactly_one_gets_in(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1000/m/ip,1000/m/key", "login": "1000/m/ip"}
    secret = enrol(make_cast()["caseworker"])
    clients = [password_step("caseworker") for _ in range(20)]
    code, barrier, answers = code_now(secret), threading.Barrier(20), []

    def ask(client: Client) -> None:
        barrier.wait(30)
        try:
            answers.append(client.post("/in/check/", {"code": code}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(answers) == 20
    assert answers.count(302) == 1
    assert UsedCode.objects.count() == 1


def test_a_known_browser_is_not_asked_for_ten_hours(cast):
    secret = enrol(cast.caseworker.user)
    start = time.time()
    with time_machine.travel(start, tick=False):
        client = password_step("caseworker")
        client.post("/in/check/", {"code": code_now(secret)})
        client.post("/in/known/", {"action": "trust"})
        client.post("/in/out/")
    with time_machine.travel(start + 9.9 * 3600, tick=False):
        assert client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD}).url == "/"
        client.post("/in/out/")
    with time_machine.travel(start + 10.1 * 3600, tick=False):
        answer = client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
        assert answer.url == reverse("mfa_authenticate")


def test_a_recovery_code_works_once(cast):
    enrol(cast.caseworker.user)
    code = RecoveryCodes.activate(cast.caseworker.user).get_unused_codes()[0]
    assert password_step("caseworker").post("/in/check/", {"code": code}).status_code == 302
    assert password_step("caseworker").post("/in/check/", {"code": code}).status_code == 200


def test_no_factor_secret_lies_open_in_the_database(cast):
    cast.caseworker.confirm()
    form = cast.caseworker.get("mfa_activate_totp").context["form"]
    waiting = "".join(Session.objects.values_list("session_data", flat=True))
    assert form.secret not in waiting
    answer = cast.caseworker.post("mfa_activate_totp", code=code_now(form.secret))
    assert answer.url == reverse("mfa_view_recovery_codes")
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    stored += "".join(Session.objects.values_list("session_data", flat=True))
    for secret in (form.secret, *codes.generate_codes()):
        assert secret not in stored
    assert "factor:add" in tags_of(cast.caseworker.user)


def test_the_picture_is_inline_and_needs_no_data_address(cast):
    cast.caseworker.confirm()
    page = cast.caseworker.get("mfa_activate_totp").content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox' in page
    assert "data:image" not in page and not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)", page)


def test_the_first_code_of_a_new_app_cannot_be_used_again_to_sign_in(cast):
    cast.caseworker.confirm()
    form = cast.caseworker.get("mfa_activate_totp").context["form"]
    code = code_now(form.secret)
    cast.caseworker.post("mfa_activate_totp", code=code)
    assert password_step("caseworker").post("/in/check/", {"code": code}).status_code == 200


def test_recovery_codes_are_shown_once(cast):
    cast.caseworker.confirm()
    form = cast.caseworker.get("mfa_activate_totp").context["form"]
    cast.caseworker.post("mfa_activate_totp", code=code_now(form.secret))
    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    assert code in cast.caseworker.get("mfa_view_recovery_codes").content.decode()
    assert code not in cast.caseworker.get("mfa_view_recovery_codes").content.decode()


def test_whoever_has_a_second_factor_confirms_with_it_not_with_the_password(cast):
    secret = enrol(cast.administrator.user)
    asked = cast.administrator.get("accounts:staff_invite")
    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    cast.administrator.client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
    assert cast.administrator.get("accounts:staff_invite").status_code == 302
    cast.administrator.client.post(reverse("mfa_reauthenticate"), {"code": code_now(secret)})
    assert cast.administrator.get("accounts:staff_invite").status_code == 200


def test_turning_off_a_factor_asks_again_who_it_is_and_ends_other_sessions(cast):
    secret = enrol(cast.caseworker.user)
    other = password_step("caseworker")
    other.post("/in/check/", {"code": code_now(secret)})
    other.post("/in/known/", {"action": "skip"})
    assert other.get("/me/").status_code == 200
    assert cast.caseworker.post("mfa_deactivate_totp").url.startswith("/in/again/")
    cast.caseworker.client.post(reverse("mfa_reauthenticate"), {"code": code_now(secret, 1)})
    cast.caseworker.post("mfa_deactivate_totp")
    assert not Authenticator.objects.filter(user=cast.caseworker.user).exists()
    assert other.get("/me/").status_code == 302
    assert cast.caseworker.get("accounts:me").status_code == 200
    assert "factor:remove" in tags_of(cast.caseworker.user)


def test_key_options_stand_in_attributes_without_inline_script(cast):
    cast.administrator.confirm()
    page = cast.administrator.get("mfa_add_webauthn").content.decode()
    assert 'data-passkey="add" data-options="{&quot;publicKey&quot;' in page
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", page)
    options = Client().get("/in/key/", headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


@pytest.mark.django_db(transaction=True)
def test_a_new_factor_ends_the_other_sessions():
    make_cast()
    here, other = Client(), Client()
    for client in (here, other):
        client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD})
    here.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
    form = here.get(reverse("mfa_activate_totp")).context["form"]
    here.post(reverse("mfa_activate_totp"), {"code": code_now(form.secret)})
    assert other.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_without_its_row_in_the_trail_a_factor_is_not_added(cast, monkeypatch):
    def no_row(*args, **kwargs):
        raise RuntimeError

    cast.caseworker.confirm()
    form = cast.caseworker.get("mfa_activate_totp").context["form"]
    monkeypatch.setattr("accounts.signals.record", no_row)
    with pytest.raises(RuntimeError):
        cast.caseworker.post("mfa_activate_totp", code=code_now(form.secret))
    assert not Authenticator.objects.exists()
