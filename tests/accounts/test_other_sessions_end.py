"""After a change of password or factor, the other sessions end and this one goes on."""

from django.test import Client
from django.urls import reverse

from accounts.demo import DEMO_PASSWORD
from tests.accounts.test_session_end import sign_in

NEW = "four brown wooden chairs"


def change_password(client: Client) -> None:
    fields = {"oldpassword": DEMO_PASSWORD, "password1": NEW, "password2": NEW}
    answer = client.post(reverse("account_change_password"), fields)
    assert answer.status_code == 302, answer.content


def test_a_new_password_ends_the_other_sessions(cast):
    here, there = sign_in("caseworker"), sign_in("caseworker")
    change_password(here)
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302


def test_the_kept_session_has_a_new_id_and_stays_in_the_list(cast):
    here = sign_in("caseworker")
    before = here.cookies["sessionid"].value
    change_password(here)
    assert here.cookies["sessionid"].value != before
    assert here.get(reverse("usersessions_list")).context["session_count"] == 1
