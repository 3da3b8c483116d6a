"""The first account of a new server: an organisation and its administrator, made by whoever runs it."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts.choices import Role
from accounts.models import Organisation, User
from audit.models import Event
from tests.accounts.trail import tags_of

pytestmark = pytest.mark.django_db
GOOD = "seven herons over the quiet weir"


def make(monkeypatch: pytest.MonkeyPatch, password: str = GOOD, **more: Any) -> str:
    """Run the command as a script would, the password on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    named = {"administrator": "Vera", "display_name": "Vera I."} | more
    call_command("create_organisation", named.pop("slug", "river"), "River House", stdout=out, **named)
    return out.getvalue()


def test_its_administrator_signs_in_and_is_led_to_a_second_factor(monkeypatch):
    assert "vera can sign in now" in make(monkeypatch)
    user = User.objects.get(username="vera")
    assert user.role == Role.ADMINISTRATOR and user.organisation.slug == "river"
    client = Client()
    assert client.post("/in/", {"login": "vera", "password": GOOD}).status_code == 302
    assert tags_of(user.organisation) == ["organisation:create"] and "user:create" in tags_of(user)
    event = Event.objects.get(tag="organisation:create")
    assert event.actor_id is None and event.organisation_id == user.organisation_id


@pytest.mark.parametrize(
    ("named", "password"),
    [({}, "password"), ({}, ""), ({"slug": "no slug!"}, GOOD), ({"administrator": "a b"}, GOOD)],
    ids=["easy", "empty", "slug", "user name"],
)
def test_what_is_wrong_is_said_and_nothing_is_made(monkeypatch, named, password):
    with pytest.raises(CommandError) as refused:
        make(monkeypatch, password, **named)
    assert len(str(refused.value)) > 20
    assert not Organisation.objects.exists() and not User.objects.exists()


def test_a_second_time_is_refused(monkeypatch):
    make(monkeypatch)
    with pytest.raises(CommandError):
        make(monkeypatch)
    with pytest.raises(CommandError):
        make(monkeypatch, slug="other")
    assert Organisation.objects.count() == 1
