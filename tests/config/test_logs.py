"""What a log line may hold: codes, ids, numbers. Everything else is masked, also in errors."""

import logging
import subprocess
import sys
from uuid import UUID

import pytest
from django.test import RequestFactory

from config.logs import LOGGING, MASK, BlandFormatter
from tests.source import ROOT

CANARY = "Zq Alias of the heron"


def line(name="celery.worker", message="%s", *arguments, **extra):
    """One formatted record."""
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, extra.pop("exc_info", None))
    for key, value in extra.items():
        setattr(record, key, value)
    return BlandFormatter().format(record)


@pytest.mark.parametrize(
    "value", [CANARY, {"alias": CANARY}, [CANARY], ValueError(CANARY), "heron@river.example", b"heron"]
)
def test_values_are_masked(value):
    for name in ("celery.worker", "cases.note"):
        assert CANARY not in line(name, "went wrong: %s", value)
        assert MASK in line(name, "went wrong: %s", value)


@pytest.mark.parametrize("value", [7, 1.5, True, UUID(int=5), "cases.import_rows", "case:open"])
def test_codes_ids_and_numbers_are_kept(value):
    assert str(value) in line("celery.worker", "did %s", value)


def test_our_own_loggers_may_name_codes():
    assert "unavailable" in line("common.views", "answered %s", "unavailable")
    assert "unavailable" not in line("kombu.connection", "answered %s", "unavailable")


def test_named_arguments_are_masked_too():
    assert CANARY not in line("celery.worker", "task %(name)s failed", {"name": CANARY})


def test_a_message_that_does_not_fit_its_arguments_says_nothing():
    assert MASK in line("celery.worker", "%d of %s", CANARY)


def test_an_error_shows_places_and_kinds_but_no_message_and_no_local():
    def fail():
        alias = CANARY
        try:
            raise KeyError(alias)
        except KeyError as error:
            raise RuntimeError(f"no {alias}") from error

    try:
        fail()
    except RuntimeError as error:
        text = line("django.request", "broken", exc_info=(type(error), error, error.__traceback__))
    assert CANARY not in text
    assert "RuntimeError" in text and "KeyError" in text and "in fail" in text


def test_of_a_request_only_method_page_and_status():
    request = RequestFactory().get(f"/c/{CANARY}/", {"q": CANARY}, headers={"User-Agent": CANARY})
    text = line("django.request", f"Not Found: {CANARY}", request=request, status_code=404)
    assert CANARY not in text and "GET no-route 404" in text


def test_a_forged_host_is_not_repeated():
    assert CANARY not in line("django.security.DisallowedHost", f"Invalid HTTP_HOST header: {CANARY}")


def test_a_library_s_message_is_kept_only_as_it_stands_in_its_code():
    """The web server writes the caller's address and parts of the request into the text itself."""
    put_together = "Invalid request from ip={}: {}".format("192.0.2." + "7", CANARY)
    assert line("gunicorn.error", put_together).endswith(f"gunicorn.error {MASK}")
    assert "Something stands here" in line("gunicorn.error", "Something stands here")


def test_nobody_writes_a_line_of_their_own():
    text = line("cases.note", "a\nb\r\x1b[31m\u202ec")
    assert text.count("\n") == 0 and "\x1b" not in text and "\u202e" not in text


def test_times_are_utc():
    record = logging.LogRecord("celery", logging.ERROR, __file__, 1, "x", (), None)
    record.created, record.msecs = 0.0, 0.0
    assert BlandFormatter().format(record).startswith("1970-01-01 00:00:00")


def test_no_logger_mails_or_calls_out():
    assert {handler["class"] for handler in LOGGING["handlers"].values()} == {"logging.StreamHandler"}
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in {"django", "gunicorn", "celery"}]
    for name in [*names, ""]:
        for handler in logging.getLogger(name).handlers:
            assert "Mail" not in type(handler).__name__ and "HTTP" not in type(handler).__name__


PROGRAM = """
import logging.config, sys, threading
from config.logs import LOGGING, keep_errors_bland
logging.config.dictConfig(LOGGING)
keep_errors_bland()
class Careless:
    def __del__(self):
        raise ValueError(sys.argv[1])
def fail():
    raise KeyError(sys.argv[1])
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Careless()
raise RuntimeError(sys.argv[1])
"""


def test_what_nobody_catches_says_where_and_of_which_kind_but_not_what():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, CANARY], cwd=ROOT, text=True, capture_output=True, check=False
    )
    assert done.returncode == 1 and CANARY not in done.stdout + done.stderr
    for kind in ("KeyError", "ValueError", "RuntimeError"):
        assert f"builtins.{kind}" in done.stderr
    assert "in __del__" in done.stderr and "in fail" in done.stderr
