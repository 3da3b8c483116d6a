"""Every letter there is, with marks in all that it could be told: none stands in its headers or its text."""

import base64
import quopri
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, Team, User
from cases.models import Case
from reminders.models import DueThing, Message
from reminders.outbox.actions import QUEUED_BY_OTHERS, ask_address, queue_message
from reminders.outbox.choices import MessageState, Template
from reminders.outbox.sending import send_due_messages
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.reminders.conftest import with_mail
from tests.reminders.sink import Sink

pytestmark = pytest.mark.django_db
# Mails that are no reminders; their words are files. Another one has to be looked at here first.
FILES = {"account/email/password_reset_key_message.txt", "account/email/password_reset_key_subject.txt"}
MARKS = {
    "display_name": "Zqlettername",
    "organisation": "Zqletterhouse",
    "team": "Zqletterteam",
    "alias": "Zqletteralias",
    "name_used": "Zqletterused",
    "phone": "+32 400 717 171",
    "email": "zqletter@outside.example",
}


@pytest.fixture
def marked(cast: Cast) -> User:
    """A colleague with a case, all of them marked."""
    user: User = with_mail(cast.caseworker.user, hour=0)
    Organisation.objects.filter(pk=user.organisation_id).update(name=MARKS["organisation"])
    Team.objects.filter(pk=user.team_id).update(name=MARKS["team"])
    User.objects.filter(pk=user.pk).update(display_name=MARKS["display_name"])
    contact = {"phone": MARKS["phone"], "email": MARKS["email"]}
    make_case(user, alias=MARKS["alias"], name_used=MARKS["name_used"], contact=contact)
    return User.objects.get(pk=user.pk)


def telling(user: User) -> set[str]:
    """All that must not be told: marks, and what leads to the case."""
    cases = Case.objects.all()
    numbers = {value for case in cases for value in (case.pid, case.reference, str(case.pk))}
    numbers |= {value for due in DueThing.objects.all() for value in (due.pid, str(due.pk))}
    return {*MARKS.values(), *numbers, user.username, user.organisation.slug, str(user.pk), user.pid}


def told_by(content: bytes, address: str, user: User) -> set[str]:
    """What a mail tells: as it is sent, and with every header and part decoded. The address itself may stand there."""
    decoded = message_from_bytes(content, policy=default)
    parts = [str(part.get_content()) for part in decoded.walk() if not part.is_multipart()]
    raw = content.decode()
    views = "\n".join([raw, quopri.decodestring(content).decode(errors="replace"), *map(str, decoded.values()), *parts])
    views = views.replace(address, "").lower()
    told = {one for one in telling(user) if one.lower() in views}
    return told | {one for one in telling(user) if base64.b64encode(one.encode()).decode().rstrip("=").lower() in views}


@pytest.mark.parametrize("language", ["en", "fr", ""])
def test_no_letter_tells_a_mark(marked: User, sink: Sink, settings: Any, language: str) -> None:
    User.objects.filter(pk=marked.pk).update(language=language)
    settings.MAIL_SENDERS = {marked.organisation.slug: "Front desk <desk@post.example>"}
    yesterday = timezone.now() - timedelta(days=1)
    for template in sorted(QUEUED_BY_OTHERS):
        for is_urgent in (True, False):
            key = f"{template}:{is_urgent}"
            queue_message(recipient=marked, template=template, key=key, not_before=yesterday, is_urgent=is_urgent)
    with acting(marked):
        ask_address(actor=marked)
    for _sweep in range(3):
        send_due_messages()
    sent = Message.objects.filter(state=MessageState.SENT)
    assert set(sent.values_list("template", flat=True)) == set(Template)
    assert len(sink.taken) == sent.count()
    for taken in sink.taken:
        assert taken.address == marked.email
        assert told_by(taken.content, marked.email, marked) == set()
        assert taken.mail["From"] == "Front desk <desk@post.example>"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_link_for_a_new_password_tells_none(marked: User, settings: Any, language: str) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    Client(HTTP_ACCEPT_LANGUAGE=language).post("/in/reset/", {"email": marked.email})
    (sent,) = mail.outbox
    assert sent.to == [marked.email] and not (sent.cc or sent.bcc or sent.attachments)
    assert told_by(sent.message().as_bytes(), marked.email, marked) == set()


def test_no_other_mail_has_words() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    # Short sentences on the next page are text files too.
    assert {path for path in found if "/email/" in path or path.endswith(".txt") and "/messages/" not in path} == FILES


@pytest.mark.parametrize("how", ["subject", "text", "header", "quoted"])
def test_of_the_look_itself(marked: User, how: str) -> None:
    letter = {"subject": "Something", "text": "Something", "header": "x"}
    if how != "quoted":
        letter[how] = f"About {MARKS['alias']}"
    body = base64.b64encode(MARKS["alias"].encode()).decode() if how == "quoted" else letter["text"]
    content = f"Subject: {letter['subject']}\r\nX-Note: {letter['header']}\r\n\r\n{body}\r\n".encode()
    assert told_by(content, marked.email, marked) == {MARKS["alias"]}
