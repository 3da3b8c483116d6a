"""Mail leaves after the answer, so that neither a slow nor a broken mail server tells which addresses are known."""

import logging
import threading
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.core.signals import request_finished

logger = logging.getLogger(__name__)


class _Waiting(threading.local):
    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []


_waiting = _Waiting()


def send_after_answer(message: EmailMessage) -> None:
    """Send `message` when the answer to this request has gone out. It is never written down: it holds a secret link."""
    _waiting.messages.append(message)


def _send_waiting(**_: object) -> None:
    messages, _waiting.messages = _waiting.messages, []
    for message in messages:
        try:
            message.send()
        except (OSError, SMTPException) as error:
            logger.error("mail not sent: %s", type(error).__name__)


def connect() -> None:
    """Called once, when the app is ready.

    Every mail would carry this machine's name, which Django asks the network for; it carries the sender's domain instead.
    """
    DNS_NAME._fqdn = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    request_finished.connect(_send_waiting, dispatch_uid="accounts._send_waiting")
