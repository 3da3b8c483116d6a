"""A mail server, and colleagues whose address is confirmed."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from reminders.models import MailSetting
from tests.cast import Cast
from tests.reminders.sink import Sink


def with_mail(user: User, *, hour: int = 8, has_mail: bool = True) -> User:
    """`user` with a confirmed address."""
    user.email = f"{user.username}@office.example"
    user.save(update_fields=["email"])
    MailSetting.objects.update_or_create(
        user=user, defaults={"confirmed_address": user.email, "hour": hour, "has_mail": has_mail}
    )
    return user


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the settings name."""
    opened = Sink()
    opened.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 2
    settings.DEFAULT_FROM_EMAIL = "Office <office@post.example>"
    yield opened
    opened.stop()


@pytest.fixture
def reader(cast: Cast) -> User:
    """A caseworker who reads mail."""
    return with_mail(cast.caseworker.user)
