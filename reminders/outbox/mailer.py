"""The one place that talks to the mail server about reminders: what it answered, in four words."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr

from django.conf import settings

from reminders.outbox.choices import Trouble
from reminders.outbox.letters import mail_domain


class Undelivered(Exception):
    """It was not handed over, or nobody knows. Never carries what the server said: it may name somebody."""

    trouble: Trouble


class NotReached(Undelivered):
    """No mail server there, or it would not talk to us: nothing was handed over, and no other letter would be."""

    trouble = Trouble.UNREACHED


class AskedLater(Undelivered):
    """The server said no for now (4xx)."""

    trouble = Trouble.LATER


class Refused(Undelivered):
    """The server said no (5xx)."""

    trouble = Trouble.REFUSED


class NoAnswer(Undelivered):
    """The text was handed over, and no answer came: it may have arrived."""

    trouble = Trouble.NO_ANSWER


def mail_is_on() -> bool:
    """Whether a mail server is set up here at all."""
    return bool(settings.EMAIL_HOST)


class Mailer:
    """One connection for as many letters as it lasts. `close` ends it; each step waits EMAIL_TIMEOUT at most."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None

    def hand_over(self, *, sender: str, address: str, content: bytes, before_text: Callable[[], None]) -> None:
        """Give one letter to the server; returning means that it took it. Raises a kind of Undelivered.

        `before_text` is called when all that is left is the text itself; whatever it raises stops the letter.
        """
        server = self._connected(sender)
        try:
            with _answers(AskedLater):
                self._ask(server.mail(parseaddr(sender)[1]))
                self._ask(server.rcpt(address))
            before_text()
            with _answers(NoAnswer):
                self._ask(server.data(content))
        except BaseException:
            # The next letter begins on a fresh line.
            self.close()
            raise

    def close(self) -> None:
        """Say good-bye if that is still possible."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connected(self, sender: str) -> smtplib.SMTP:
        if self._server is not None:
            return self._server
        try:
            # With its host, which a certificate is compared with; any greeting but 220 is an error.
            self._server = server = smtplib.SMTP(
                settings.EMAIL_HOST,
                settings.EMAIL_PORT,
                timeout=settings.EMAIL_TIMEOUT,
                local_hostname=mail_domain(sender),
            )
            server.ehlo_or_helo_if_needed()
            if settings.EMAIL_USE_TLS:
                server.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            self.close()
            raise NotReached from error
        return server

    @staticmethod
    def _ask(answer: tuple[int, bytes]) -> None:
        """A yes goes on; 4xx and 5xx are what they are; anything else is no answer at all."""
        if answer[0] < 200:
            raise smtplib.SMTPServerDisconnected
        if not 200 <= answer[0] < 300:
            raise Refused if answer[0] >= 500 else AskedLater


@contextmanager
def _answers(broken: type[Undelivered]) -> Iterator[None]:
    """A refusal by the library's own error too; a line that breaks is `broken`."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise (Refused if error.smtp_code >= 500 else AskedLater) from error
    except (smtplib.SMTPException, OSError) as error:
        raise broken from error
