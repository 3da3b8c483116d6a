"""What mail, queue and log give away: nothing. And nobody is mailed but colleagues."""

import json
import logging
import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
import redis
import time_machine
from celery import current_app
from django.forms.models import model_to_dict
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Organisation, Team, User
from cases.access import BY_GRANT
from cases.due_kinds import CASE, of_row
from cases.models import Case
from common.pid import new_pid
from reminders import registry
from reminders.actions import schedule_due
from reminders.ladder.actions import raise_alerts
from reminders.models import Alert, DueThing, MailSetting, Message
from reminders.outbox.actions import QUEUED_BY_OTHERS, queue_message
from reminders.outbox.choices import MessageState, Template
from reminders.outbox.sending import send_due_messages
from tests.access.canaries import YEARS, case_fields, fill, mark
from tests.access.world import CASES, make_world
from tests.reminders.conftest import with_mail
from tests.reminders.sink import Mood, Sink

pytestmark = [pytest.mark.django_db, pytest.mark.queue]
REMINDERS = 1000
# All headers that a letter has, and no other: none that names a list, a program or a machine.
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def given_away(text: str) -> set[str]:
    """Every mark of a field of a case that stands in `text`, and names of people, houses, teams and cases.

    Names count as whole words: a public id drawn by chance may hold the letters of a short one.
    """
    labels = [declared.label for declared in case_fields()]
    marks = {mark(label, relation) for label in labels if label not in YEARS for relation in CASES}
    marks |= {case.reference for case in Case.objects.all()}
    found = {one for one in marks if one and one.lower() in text.lower()}
    words = {mark(label, relation) for label in YEARS for relation in CASES}
    words |= set(User.objects.values_list("display_name", flat=True))
    for model in (Organisation, Team):
        words |= set(model.objects.values_list("name", flat=True))
    found |= {word for word in words if word and re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)}
    return found | set(re.findall(r"Zq\d\d\w*", text))


def queue_of(settings: Any) -> bytes:
    """All that lies in the queue of this test run."""
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
        return b"\n".join(path.read_bytes() for path in folder.iterdir())
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    return b"\n".join(client.lrange("celery", 0, -1))


@pytest.fixture
def clean_queue() -> Any:
    current_app.control.purge()
    yield
    current_app.control.purge()


def test_a_thousand_reminders_about_marked_cases_say_nothing(
    sink: Sink, settings: Any, caplog: pytest.LogCaptureFixture, clean_queue: None
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.MAIL_PER_MINUTE = 10 * REMINDERS
    world = make_world()
    fill(world)
    people = [with_mail(user, hour=0) for user in User.objects.filter(is_active=True).order_by("username")]
    for user, language in zip(people, cycle(("en", "fr", ""))):
        User.objects.filter(pk=user.pk).update(language=language)
    # Half of them by what is due itself: a thing of every kind on every case, day for day, as the sweep alerts of it.
    subjects = [case.pk for case in world.cases.values()]
    assert set(subjects) <= {due.subject_id for due in DueThing.objects.all()}
    kinds, by_alert, today = cycle(sorted(registry._kinds)), 0, timezone.localdate()
    owners = cycle([user for user in people if user.role in (*BY_GRANT, Role.COORDINATOR)])
    while (by_alert := Message.objects.count()) < REMINDERS // 2:
        # Set down a while ago: some wait for a quiet word, some are late.
        with time_machine.travel(timezone.now() - timedelta(days=12)):
            for kind, subject, days in zip(islice(kinds, 20), cycle(subjects), cycle((9, -1, -3))):
                owner = next(owners)
                schedule_due(
                    actor=owner,
                    owner=owner,
                    kind=of_row(kind, new_pid()),
                    subject_type=CASE,
                    subject_id=subject,
                    due_on=today + timedelta(days=days),
                )
        # Each sweep says the urgent in one letter to a colleague, so there are many.
        raise_alerts()
        assert Message.objects.count() > by_alert
    assert Alert.objects.values("recipient").distinct().count() > 2
    assert set(Message.objects.values_list("template", flat=True)) == QUEUED_BY_OTHERS - {Template.ACCOUNT}
    yesterday = timezone.now() - timedelta(days=1)
    # What is alerted of today would be told of tomorrow.
    Message.objects.update(not_before=yesterday)
    dues = list(DueThing.objects.all())
    # The others to everybody, whoever works on which case.
    letters = zip(cycle(dues), cycle(people), cycle(sorted(QUEUED_BY_OTHERS)), cycle((True, True, False)))
    for number, (due, user, template, is_urgent) in enumerate(islice(letters, REMINDERS - by_alert)):
        key = f"{due.pid}:{number}"
        queue_message(recipient=user, template=template, key=key, not_before=yesterday, is_urgent=is_urgent)
    queued = Message.objects.count()
    assert queued >= REMINDERS
    # Some are refused, so that what is said about it is looked at too.
    sink.turn(Mood.REFUSING, share=0.02)
    while Message.objects.claimable(timezone.now()).exists() or Message.objects.for_the_day(timezone.now()).exists():
        send_due_messages()

    ended = Message.objects.filter(state__in=[MessageState.SENT, MessageState.GATHERED]).count()
    put_off = Message.objects.filter(state=MessageState.WAITING, attempts=1).count()
    assert ended + put_off == Message.objects.count() and Message.objects.count() > queued and put_off > 0
    assert len(sink.taken) > REMINDERS // 2
    whole = b"\n".join(taken.content for taken in sink.taken).decode()
    # The control: what has to stand there is found by the same look.
    assert all(user.email in whole for user in people)
    assert given_away(whole) == set()
    for taken in sink.taken:
        mail = message_from_bytes(taken.content, policy=default)
        # The server adds how it came; the rest is ours.
        assert set(mail.keys()) - {"X-Peer", "X-MailFrom", "X-RcptTo"} == HEADERS
        assert not mail.is_multipart() and mail.get_content_type() == "text/plain" and not mail.get_filename()
        assert mail["To"] == taken.address and mail["From"] == "Office <office@post.example>"
        decoded = "\n".join([*map(str, mail.values()), mail.get_content()])
        assert given_away(decoded) == set()
        assert set(re.findall(r"https?://\S+", decoded)) == {"http://localhost/"}
    assert given_away(caplog.text) == set()
    # Whole numbers are keys and counts, and one of a thousand keys looks like a year.
    told = (value for row in Message.objects.all() for value in model_to_dict(row).values())
    rows = "\n".join(str(value) for value in told if not isinstance(value, int))
    assert given_away(rows) == set()

    current_app.send_task("reminders.sweep_messages", ignore_result=True)
    held = queue_of(settings)
    assert b"reminders.sweep_messages" in held
    assert given_away(held.decode()) == set()
    bodies = [json.loads(line)["headers"] for line in held.split(b"\n") if line]
    assert {(body["argsrepr"], body["kwargsrepr"]) for body in bodies} == {("()", "{}")}


def test_the_marks_are_found_where_they_stand() -> None:
    """Of the look itself: a letter that quotes a field is caught."""
    world = make_world()
    label = next(declared.label for declared in case_fields() if declared.label.endswith("given_name"))
    assert given_away(f"Something to do about {mark(label, 'own')}") == {mark(label, "own")}
    assert given_away(f"About {world.cases['own'].reference}") == {world.cases["own"].reference}


def test_wishes_and_outbox_point_to_colleagues_only() -> None:
    """No row of mail can name anybody who is not of the staff."""
    for model, name in ((Message, "recipient"), (MailSetting, "user")):
        assert model._meta.get_field(name).related_model is User
    others = {field.related_model for field in Message._meta.fields if field.is_relation}
    assert others == {User, Organisation, Message}
