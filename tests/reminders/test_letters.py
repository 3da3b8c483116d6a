"""The words of letters: a closed list, a number, a link that says nothing; plain text and no other header."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as some

from accounts.models import User
from reminders.outbox.choices import Template
from reminders.outbox.letters import (
    WORDS,
    Letter,
    Link,
    Variables,
    mail_domain,
    put_in_envelope,
    sender_of,
    write_letter,
)
from tests.cast import Cast

# Words by which a stranger would know what the office does.
TELLING = (
    *("traffick", "victim", "police", "court", "shelter", "visa", "permit", "asylum", "clinic", "health", "lawyer"),
    *("case", "appointment", "hearing", "appeal", "residence", "safe", "person", "client", "survivor", "ngo"),
)


@pytest.mark.parametrize("language", ["en", "fr", ""])
@pytest.mark.parametrize("template", Template)
def test_each_letter_is_bland_in_each_language(template: Template, language: str) -> None:
    for count in (1, 2, 5000):
        letter = write_letter(template, Variables(count), language)
        said = f"{letter.subject} {letter.text}".lower()
        assert not [word for word in TELLING if word in said]
        assert letter.subject and "\n" not in letter.subject
        assert "http://localhost/" in letter.text


def test_every_template_has_its_words() -> None:
    assert set(WORDS) == set(Template)


def test_a_number_stops_where_nobody_counts() -> None:
    assert write_letter(Template.DIGEST, Variables(123456), "en").subject == "999 things to do"


@bounded(max_examples=60, deadline=None)
@given(
    some.one_of(some.text(), some.floats(), some.none(), some.booleans(), some.binary(), some.lists(some.integers()))
)
def test_nothing_but_a_number_fits_where_the_number_stands(value: Any) -> None:
    with pytest.raises(TypeError):
        Variables(count=value)


@bounded(max_examples=100, deadline=None)
@given(some.text())
def test_no_link_leads_anywhere_else(path: str) -> None:
    if path == "/":
        return
    with pytest.raises(ValueError, match="front page"):
        Link(path)


@pytest.mark.parametrize("path", ["/c/ABCDEFGHJK/", "/me/mail/", "//evil.example/", "/?c=1", "/#Ana", "/\n", ""])
def test_no_link_names_a_case(path: str) -> None:
    with pytest.raises(ValueError, match="front page"):
        Link(path)


def test_a_string_that_behaves_like_another_is_no_link() -> None:
    class Sly(str):
        pass

    with pytest.raises(ValueError, match="front page"):
        Link(Sly("/"))
    with pytest.raises(TypeError):
        Variables(link="/")  # type: ignore[arg-type]


def test_the_envelope_is_one_part_of_plain_text() -> None:
    content = put_in_envelope(
        Letter("Sujet é", "Texte é\n.\nline\n"),
        sender="Büro <office@post.example>",
        address="wren@office.example",
        number="ABCDEFGHJK",
        at=timezone.now(),
    )
    assert all(byte < 128 for byte in content)
    mail = message_from_bytes(content, policy=default)
    assert mail["Subject"] == "Sujet é" and mail.get_content().split() == ["Texte", "é", ".", "line"]
    assert mail["Message-ID"] == "<ABCDEFGHJK@post.example>"
    assert not [name for name in mail if name.lower().startswith(("list-", "x-", "received", "reply", "return"))]


@pytest.mark.django_db
def test_each_organisation_may_have_a_sender_of_its_own(cast: Cast, settings: Any) -> None:
    user: User = cast.caseworker.user
    settings.MAIL_SENDERS = {user.organisation.slug: "Front desk <desk@post.example>"}
    assert sender_of(user) == "Front desk <desk@post.example>"
    assert sender_of(cast.outsider.user) == settings.DEFAULT_FROM_EMAIL


def test_the_domain_of_a_sender() -> None:
    assert mail_domain("Front desk <desk@post.example>") == "post.example"
    assert mail_domain("nobody") == "localhost"
