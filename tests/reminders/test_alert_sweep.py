"""The task that raises alerts: what it raised is sent at once, not with the sweep of letters of a minute later."""

from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from reminders.ladder.tasks import sweep_alerts
from reminders.models import Message
from reminders.outbox.tasks import sweep_messages
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.reminders.alerting import kinds, schedule

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the tasks that went to the queue."""
    names: list[str] = []

    def send_task(name: str, *args: object, **options: object) -> None:
        assert options["expires"] and not options["retry"]
        names.append(name)

    monkeypatch.setattr(current_app._get_current_object(), "send_task", send_task)
    return names


def test_letters_of_what_was_raised_are_swept_at_once(cast: Cast, sent: list[str]) -> None:
    sweep_alerts()
    sent.clear()
    schedule(
        make_case(cast.caseworker.user), cast.caseworker.user, "appeal_limit", timezone.localdate() + timedelta(days=3)
    )
    sweep_alerts()
    assert Message.objects.exists()
    assert sent == [sweep_messages.name]
    # Nothing new: the sweep of each minute is enough.
    sweep_alerts()
    assert sent == [sweep_messages.name]


def test_a_queue_that_is_down_costs_no_alert(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def send_task(*_args: object, **_options: object) -> None:
        raise OperationalError

    monkeypatch.setattr(current_app._get_current_object(), "send_task", send_task)
    schedule(
        make_case(cast.caseworker.user), cast.caseworker.user, "appeal_limit", timezone.localdate() + timedelta(days=3)
    )
    sweep_alerts()
    assert Message.objects.exists()
