"""One world for each module, inside a transaction that is rolled back at its end."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD
from tests.access.world import World, make_world
from tests.cast import Cast

ANONYMOUS = "anonymous"


@pytest.fixture
def _django_db_helper() -> None:
    """The world's transaction stands in for one around each test: tests here undo what they do by savepoints."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """Rows of every relation."""
    clocks = override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=36_000, SESSION_IDLE_SECONDS=36_000)
    # No cookie is renewed halfway through a comparison.
    seldom = patch("accounts.clock.WRITE_EVERY_SECONDS", 36_000)
    # No day ends between the making of the rows and the last look at them.
    noon = time_machine.travel(timezone.localtime().replace(hour=12), tick=True)
    with django_db_blocker.unblock(), clocks, seldom, noon, transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Everybody of the cast signed in and confirmed, and one who is not."""
    cast = Cast(world.users)
    found = {ANONYMOUS: Client()}
    for member in cast:
        answer = member.client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
        assert answer.status_code == 302
        found[member.username] = member.client
    return found
