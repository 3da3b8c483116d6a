"""When something breaks, the answer is a plain page with a reference, and neither it nor the log holds a value."""

import io
import logging
import re

import pytest
from django.core import mail
from django.db import DatabaseError, connection
from django.urls import NoReverseMatch, reverse

from config.logs import BlandFormatter
from tests.factories.cases import make_case
from tests.test_structure import pages

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "Zq Alias Of The Heron"
# Sessions and accounts must be read before a view runs; everything else breaks.
BEFORE_THE_VIEW = re.compile(
    r"django_session|accounts_|usersessions|SAVEPOINT|PRAGMA|BEGIN|account_|mfa_", re.IGNORECASE
)


@pytest.fixture
def log():
    """All that would be written, formatted as in production."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(BlandFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "daybook")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


def break_everything(execute, sql, params, many, context):
    """A database that fails with a person's words in its message, as drivers do, and in a local variable."""
    if BEFORE_THE_VIEW.search(sql):
        return execute(sql, params, many, context)
    alias = CANARY
    raise DatabaseError(f'duplicate key value: Key (alias)=({alias}) in "{sql[:30]}"')


def addresses(case):
    """Name -> path of every page that needs nothing but a case."""
    for name in pages():
        for arguments in ([], [case.pid]):
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def test_a_broken_view_says_nothing_on_any_page(cast, log):
    case = make_case(cast.caseworker.user, alias=CANARY)
    client = cast.caseworker.client
    client.raise_request_exception = False
    broken = 0
    for name, path in addresses(case):
        if name in {"accounts:leave", "accounts:left", "healthz"}:
            continue
        for method in ("get", "post"):
            with connection.execute_wrapper(break_everything):
                response = getattr(client, method)(path, {"text": CANARY, "alias": CANARY})
            body = b"" if response.streaming else response.content
            assert CANARY.encode() not in body, (name, method)
            assert b"Traceback" not in body and b"duplicate key" not in body, (name, method)
            if response.status_code in {500, 503}:
                broken += 1
                assert re.search(rb"\b[0-9A-HJKMNP-TV-Z]{6}\b", body), (name, "no reference")
    assert broken >= 10
    text = log.getvalue()
    assert "DatabaseError" in text
    assert CANARY not in text and "duplicate key" not in text
    assert not mail.outbox


def test_the_reference_on_the_page_stands_in_the_log(cast, log):
    client = cast.caseworker.client
    client.raise_request_exception = False
    with connection.execute_wrapper(break_everything):
        response = client.get("/c/")
    assert response.status_code in {500, 503}
    references = re.findall(rb"\b[0-9A-HJKMNP-TV-Z]{6}\b", response.content)
    assert any(reference.decode() in log.getvalue() for reference in references)


def test_nobody_is_mailed_and_no_reporter_sees_locals(settings):
    assert not settings.ADMINS and not settings.MANAGERS
    assert settings.DEBUG is False
