"""The own wishes about mail: on the page, over the API, in the trail."""

import pytest

from accounts.models import User
from audit.models import Event
from reminders.models import MailSetting
from reminders.outbox.actions import edit_mail
from reminders.outbox.queries import wishes_of
from tests.cast import Cast
from tests.reminders.conftest import with_mail

pytestmark = pytest.mark.django_db
PAGE, API = "/me/mail/", "/api/v1/mail/"


def test_the_page_keeps_what_is_wished(cast: Cast) -> None:
    member = cast.caseworker
    assert member.client.post(PAGE, {"hour": "17", "version": "0"}).status_code == 302
    wishes = MailSetting.objects.get(user=member.user)
    assert (wishes.has_mail, wishes.hour) == (False, 17)
    event = Event.objects.get(tag="setting:change")
    assert event.actor_id == member.user.pk and '"has_mail"' in event.detail and '"hour"' in event.detail


def test_saying_the_same_again_changes_and_records_nothing(cast: Cast) -> None:
    edit_mail(actor=cast.caseworker.user, has_mail=True, hour=8)
    assert not Event.objects.filter(tag="setting:change").exists()


@pytest.mark.parametrize("hour", ["24", "-1", "noon", ""])
def test_an_hour_that_is_none_comes_back_with_a_sentence(cast: Cast, hour: str) -> None:
    answer = cast.caseworker.client.post(PAGE, {"hour": hour, "has_mail": "on", "version": "0"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["hour"]
    assert not MailSetting.objects.exclude(hour=8).exists()


def test_nobody_touches_the_wishes_of_another(cast: Cast) -> None:
    with_mail(cast.caseworker.user, hour=6)
    cast.coordinator.client.post(PAGE, {"hour": "17", "version": "0"})
    assert wishes_of(cast.caseworker.user).hour == 6
    assert not MailSetting.objects.visible_to(cast.coordinator.user).filter(user=cast.caseworker.user).exists()


def test_without_a_mail_server_the_page_says_so(cast: Cast, settings) -> None:
    assert "No mail server is set up here" in cast.caseworker.client.get(PAGE).content.decode()
    settings.EMAIL_HOST = "127.0.0.1"
    assert "No mail server is set up here" not in cast.caseworker.client.get(PAGE).content.decode()


def test_the_page_shows_the_very_words(cast: Cast) -> None:
    assert "3 things are waiting for you." in cast.caseworker.client.get(PAGE).content.decode()


def test_over_the_api_a_change_says_what_it_was_made_from(cast: Cast) -> None:
    client = cast.caseworker.client

    def patch(body: dict[str, object], **headers: str) -> int:
        return client.patch(API, body, content_type="application/json", headers=headers).status_code

    read = client.get(API)
    assert read.json() == {"has_mail": True, "hour": 8, "is_confirmed": False, "is_on": False, "version": 0}
    assert patch({"hour": 9}) == 428
    assert patch({"hour": 9}, **{"If-Match": read["ETag"]}) == 200
    assert patch({"hour": 10}, **{"If-Match": read["ETag"]}) == 412
    assert patch({"hour": 10, "version": 0}) == 409
    assert patch({"hour": 24, "version": 1}) == 400
    assert client.get(API).json()["hour"] == 9


def test_the_account_leads_there(cast: Cast) -> None:
    assert f'href="{PAGE}"' in cast.auditor.client.get("/me/").content.decode()


def test_who_never_said_anything_gets_no_mail(cast: Cast) -> None:
    user: User = cast.caseworker.user
    assert wishes_of(user).confirmed_address == "" and not MailSetting.objects.filter(user=user).exists()
