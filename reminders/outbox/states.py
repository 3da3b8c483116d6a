"""Refusals about mail."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from reminders.outbox.choices import MessageState
from reminders.outbox.models import Message


class ClaimLost(DomainError):
    """Another worker has the letter by now; this one writes nothing more."""

    code = "claim_lost"
    sentence = _("This mail was taken up again elsewhere.")


class NotGivenUp(DomainError):
    """Only what was given up is sent again by hand."""

    code = "not_given_up"
    sentence = _("This mail is under way again already.")


class NoAddressYet(DomainError):
    """There is nothing to confirm."""

    code = "no_address_yet"
    sentence = _("There is no address on your account yet. Enter one first.")


class LinkTooOld(DomainError):
    """Confirmed already, of an earlier address, or older than three days."""

    code = "link_too_old"
    sentence = _("This link can no longer be used. Ask for a new one below.")


class MailIsOff(DomainError):
    """Nothing leaves this installation."""

    code = "mail_is_off"
    sentence = _("No mail server is set up here, so no mail can be sent.")


class AskedJustNow(DomainError):
    """One question about an address in five minutes."""

    code = "asked_just_now"
    sentence = _("A mail is on its way to you already. Wait five minutes before you ask for another.")


class MailChangedMeanwhile(DomainError):
    """The own wishes were saved from another window."""

    code = "changed_meanwhile"
    sentence = _("You changed this in another window. Look at it again, then save once more.")


def require_given_up(message: Message) -> None:
    """Raise NotGivenUp unless nobody tries to send it any more."""
    if message.state != MessageState.DEAD:
        raise NotGivenUp
