"""Whatever a person agreed to, no path sends anything to her: the letters are the colleagues', and the same each time."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cases import due_kinds
from cases.contact.choices import SafeChannel, SafeContact
from cases.models import Case
from reminders import registry
from reminders.actions import schedule_due
from reminders.ladder.actions import raise_alerts
from reminders.outbox.actions import ask_address
from reminders.outbox.sending import send_due_messages
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.reminders.conftest import with_mail
from tests.reminders.sink import Sink

pytestmark = pytest.mark.django_db
HERS = {"phone": "+32 400 717 172", "email": "hers@outside.example"}
# What she agreed to -> what may go to her by itself: nothing, whatever it is.
AGREED = [
    *[({"answer": answer.value}, 0) for answer in SafeContact],
    *[({"answer": "yes", "channels": [channel.value], "hours": "0-24"}, 0) for channel in SafeChannel],
    ({"answer": "yes", "channels": [channel.value for channel in SafeChannel]}, 0),
]


def everything_due(case: Case, owner: User) -> int:
    """One thing of each kind there is, due today. How many."""
    today, kinds = timezone.localdate(), sorted(registry._kinds)
    for kind in kinds:
        schedule_due(actor=owner, owner=owner, kind=kind, subject_type=due_kinds.CASE, subject_id=case.pk, due_on=today)
    return len(kinds)


def goes_out() -> None:
    """All that is alerted of today and tomorrow, urgent or in the mail of the day."""
    for days in range(2):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            raise_alerts()
            for _sweep in range(3):
                send_due_messages()


@pytest.mark.parametrize(("agreed", "to_her"), AGREED, ids=lambda value: str(value)[:60])
def test_every_way_out_with_each_answer(
    cast: Cast, sink: Sink, settings: Any, agreed: dict[str, Any], to_her: int
) -> None:
    settings.MAIL_PER_MINUTE = 10_000
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    staff = [with_mail(getattr(cast, name).user, hour=0) for name in ("caseworker", "coordinator", "coordinator2")]
    case = make_case(cast.caseworker.user, safe_contact=agreed, contact=HERS)
    assert everything_due(case, cast.caseworker.user) > 30
    with acting(cast.caseworker.user):
        ask_address(actor=cast.caseworker.user)
    goes_out()
    # Somebody writes her address where a colleague's is asked for.
    Client().post("/in/reset/", {"email": HERS["email"]})
    reached = [taken.address for taken in sink.taken] + [to for sent in mail.outbox for to in sent.recipients()]
    assert set(reached) == {user.email for user in staff}
    assert reached.count(HERS["email"]) == to_her
    whole = b"\n".join(taken.content for taken in sink.taken).decode()
    assert not [value for value in HERS.values() if value in whole]


def test_a_colleague_with_her_address_gets_nothing_before_saying_that_it_is_right(cast: Cast, sink: Sink) -> None:
    """A slip of the pen in an account's address: nothing about anybody goes there until it was confirmed from inside."""
    user = with_mail(cast.caseworker.user, hour=0)
    case = make_case(user, contact=HERS)
    user.email = HERS["email"]
    user.save(update_fields=["email"])
    everything_due(case, user)
    goes_out()
    assert HERS["email"] not in {taken.address for taken in sink.taken}
