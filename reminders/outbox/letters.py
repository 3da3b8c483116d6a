"""The words of every letter. What varies in them is a count and a link that says nothing; nothing else fits in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from reminders.outbox.choices import Template

# The front page, or the page that confirms an address. Both ask for signing in first.
_BLAND = re.compile(r"/(?:me/mail/[A-Za-z0-9_-]{43}/)?")
MOST = 999


@dataclass(frozen=True)
class Link:
    """An address of Daybook from which nobody learns anything. Raises ValueError for every other."""

    path: str = "/"

    def __post_init__(self) -> None:
        if type(self.path) is not str or not _BLAND.fullmatch(self.path):
            raise ValueError("a letter links to the front page or to a confirmation only")

    def __str__(self) -> str:
        return f"{settings.PUBLIC_URL}{self.path}"


@dataclass(frozen=True)
class Variables:
    """All that may vary in a letter: how many things, and where to. Raises TypeError for anything else."""

    count: int = 1
    link: Link = Link()

    def __post_init__(self) -> None:
        if type(self.count) is not int or type(self.link) is not Link:
            raise TypeError("a letter takes a number and a link only")


@dataclass(frozen=True)
class Letter:
    """Subject and text, in the reader's language."""

    subject: str
    text: str


def _sign_in() -> str:
    return _("Sign in to see it:")


def _due(what: Variables) -> tuple[str, str]:
    text = _("Something is waiting for you.")
    return _("Something to do"), f"{text} {_sign_in()}"


def _now(what: Variables) -> tuple[str, str]:
    text = _("Something is waiting that needs you today.")
    return _("Something to do today"), f"{text} {_sign_in()}"


def _stand_in(what: Variables) -> tuple[str, str]:
    text = _("Something that a colleague answers for needs somebody today. Look whether it is being done.")
    return _("Something to do today"), f"{text} {_sign_in()}"


def _digest(what: Variables) -> tuple[str, str]:
    number = min(what.count, MOST)
    subject = ngettext("%(count)s thing to do", "%(count)s things to do", number) % {"count": number}
    text = ngettext("%(count)s thing is waiting for you.", "%(count)s things are waiting for you.", number) % {
        "count": number
    }
    where = _("Sign in to see what:")
    return subject, f"{text} {where}"


def _address(what: Variables) -> tuple[str, str]:
    text = _(
        "Somebody asked for mail to this address. If it was you, sign in and confirm it within three days."
        " If not, nothing needs to be done."
    )
    return _("Is this address right?"), text


def _account(what: Variables) -> tuple[str, str]:
    text = _("Something about your account is new.")
    return _("About your account"), f"{text} {_sign_in()}"


WORDS: dict[Template, Callable[[Variables], tuple[str, str]]] = {
    Template.DUE: _due,
    Template.NOW: _now,
    Template.STAND_IN: _stand_in,
    Template.DIGEST: _digest,
    Template.ADDRESS: _address,
    Template.ACCOUNT: _account,
}


def write_letter(template: Template, what: Variables, language: str) -> Letter:
    """The words of `template` in `language`, or in the product's own if that is empty."""
    with translation.override(language or settings.LANGUAGE_CODE):
        subject, text = WORDS[template](what)
        end = _("A program sends this. Nobody reads answers.")
    return Letter(subject, f"{text}\n\n{what.link}\n\n{end}\n")


def sender_of(user: User) -> str:
    """The sender of the user's organisation, else that of the installation: bland, and never the organisation's name."""
    return str(settings.MAIL_SENDERS.get(user.organisation.slug, settings.DEFAULT_FROM_EMAIL))


def mail_domain(sender: str) -> str:
    """What stands behind the @ of a sender. Nothing in a letter names this machine."""
    _name, sign, domain = parseaddr(sender)[1].rpartition("@")
    return domain if sign and domain else "localhost"


def put_in_envelope(letter: Letter, *, sender: str, address: str, number: str, at: datetime) -> bytes:
    """The letter as it goes over the wire: plain text in one part, and no header beside those that a letter needs.

    `number` makes the Message-ID, the same at every try, so that a mail server can tell a second copy.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, address, letter.subject
    mail["Date"], mail["Message-ID"] = format_datetime(at), f"<{number}@{mail_domain(sender)}>"
    # So that a reader who is away sends no answer.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()
