"""Own sign-ins: a known and a new browser, a failed second step, and what the owner of the account hears."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD
from accounts.models import SignIn
from accounts.signin.actions import KEPT_FOR
from audit.models import Event
from reminders.outbox.choices import Template
from reminders.outbox.letters import Variables, write_letter
from reminders.outbox.models import Message
from tests.accounts.test_second_factor import code_now, enrol, password_step


def sign_in(client: Client) -> Client:
    assert client.post("/in/", {"login": "caseworker", "password": DEMO_PASSWORD}).status_code == 302
    return client


def kinds(user) -> list[str]:
    return list(SignIn.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def letters(user) -> list[tuple[str, bool]]:
    return list(Message.objects.filter(recipient=user).order_by("pk").values_list("template", "is_urgent"))


def test_the_first_sign_in_and_a_known_browser_are_told_to_nobody(cast):
    client = sign_in(Client())
    client.post("/in/out/")
    sign_in(client)
    assert kinds(cast.caseworker.user) == ["known", "known"]
    assert not letters(cast.caseworker.user)


def test_a_new_browser_sends_a_neutral_letter_and_stands_on_today(cast):
    known, new = sign_in(Client()), sign_in(Client())
    assert kinds(cast.caseworker.user) == ["known", "new"]
    assert letters(cast.caseworker.user) == [(Template.ACCOUNT, True)]
    for client in (known, new):
        assert "used in a way that is new" in client.get("/").content.decode()


def test_the_letter_says_nothing_but_that_something_is_new():
    letter = write_letter(Template.ACCOUNT, Variables(), "en")
    said = f"{letter.subject} {letter.text}".lower()
    assert not [word for word in ("browser", "sign-in from", "password", "code", "reset", "second") if word in said]


def test_two_accounts_on_one_browser_are_not_tied_together(cast):
    client = sign_in(Client())
    client.post("/in/out/")
    assert client.post("/in/", {"login": "caseworker2", "password": DEMO_PASSWORD}).status_code == 302
    one, two = SignIn.objects.order_by("pk").values_list("browser", flat=True)
    assert one != two
    secret = client.cookies["browser"].value
    assert secret not in {one, two} and client.cookies["browser"]["httponly"]


def test_a_browser_that_was_not_used_for_half_a_year_is_new_again(cast):
    used, other = Client(), Client()
    start = timezone.now()
    sign_in(used)
    with time_machine.travel(start + timedelta(days=100), tick=False):
        sign_in(other)
    with time_machine.travel(start + KEPT_FOR + timedelta(days=1), tick=False):
        sign_in(used)
    assert kinds(cast.caseworker.user) == ["new", "new"]


def test_wrong_codes_are_listed_each_and_told_once(cast):
    secret = enrol(cast.caseworker.user)
    client = password_step("caseworker")
    with time_machine.travel(timezone.now(), tick=False):
        for code in ("000000", "111111", "222222"):
            assert client.post("/in/check/", {"code": code}).status_code == 200
        assert kinds(cast.caseworker.user) == ["failed"] * 3
        assert letters(cast.caseworker.user) == [(Template.ACCOUNT, True)]
        client.post("/in/check/", {"code": code_now(secret)})
        client.post("/in/known/", {"action": "skip"})
    page = client.get("/me/sessions/").content.decode()
    assert page.count("Second step failed") == 3 and "Signed in, known browser" in page


def test_a_wrong_password_tells_the_owner_nothing(cast):
    Client().post("/in/", {"login": "caseworker", "password": "wrong"})
    assert not kinds(cast.caseworker.user) and not letters(cast.caseworker.user)


def test_the_trail_says_that_the_browser_was_new(cast):
    sign_in(Client())
    sign_in(Client())
    details = Event.objects.filter(tag="session:open").order_by("seq").values_list("detail", flat=True)
    assert ['"is_new_browser":1' in detail for detail in details] == [False, True]


def test_nobody_reads_the_sign_ins_of_a_colleague(cast):
    sign_in(Client())
    for name in ("administrator", "coordinator", "auditor"):
        assert not SignIn.objects.visible_to(getattr(cast, name).user).exists()
