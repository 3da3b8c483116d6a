"""What a mail server that is down or slow gives away: nothing."""

import re
import socket

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

EVENTS: list[str] = []


class Refusing(BaseEmailBackend):
    """A mail server that nobody reaches."""

    def send_messages(self, email_messages):
        EVENTS.append("sent")
        raise ConnectionRefusedError


@pytest.fixture
def known(cast, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_mail.Refusing"
    cast.caseworker.user.email = "mira@example.org"
    cast.caseworker.user.save()
    EVENTS.clear()
    return "mira@example.org"


def test_a_mail_server_that_is_down_does_not_tell_which_addresses_are_known(known):
    answers = [Client().post("/in/reset/", {"email": email}) for email in (known, "nobody@example.org")]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/in/reset/sent/")] * 2
    bodies = {re.sub(r'value="[^"]+"', "", answer.content.decode()) for answer in answers}
    assert len(bodies) == 1 and EVENTS == ["sent"]


def test_a_mail_leaves_after_the_answer(known, monkeypatch):
    rendered = Client.request

    def request(self, **environ):
        # The handler's answer is there before it is closed, which is when a server has sent it.
        self.handler.load_middleware()
        inner = self.handler._middleware_chain

        def chain(asked):
            answer = inner(asked)
            EVENTS.append("answered")
            return answer

        self.handler._middleware_chain = chain
        return rendered(self, **environ)

    monkeypatch.setattr(Client, "request", request)
    Client().post("/in/reset/", {"email": known})
    assert EVENTS == ["answered", "sent"]


def test_a_mail_does_not_name_the_machine_nor_ask_the_network_for_its_name(monkeypatch):
    monkeypatch.setattr(socket, "getfqdn", lambda *_: pytest.fail("the machine's name was looked up"))
    written = EmailMessage("a", "b", None, ["somebody@daybook.example"]).message()
    assert written["Message-ID"].endswith("@localhost>")
    assert socket.gethostname() not in written.as_string()
