"""Logs hold codes, ids and durations: no form content, query, header, cookie, name or address, no error's value."""

import linecache
import logging
import re
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Any

# What any library may put into a line: numbers, UUIDs, tags such as case:open, dotted names of tasks and modules.
_ALLOWED = re.compile(
    r"""\A(?:
    [+-]?\d+(?:\.\d+)?(?:s|ms)?
    | [0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}
    | [a-z_]+:[a-z_]+
    | [a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)+
    )\Z""",
    re.VERBOSE,
)
# What our own loggers may add: codes, public ids, names of exceptions. Our code never logs a value of a person.
_OUR_CODES = re.compile(r"[A-Za-z0-9_.:/+-]{1,64}\Z")
_OURS = ("daybook", "encryption", "audit", "common", "accounts", "reminders", "cases", "referrals", "shelters")
OUR_LOGGERS = (*_OURS, "reintegration", "reports", "config")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
MASK = "[...]"


class BlandFormatter(logging.Formatter):
    """Time (UTC), level, logger and a message in which every value that is not a plain code is masked."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it the places of an error without its message."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {escape(message_of(record))}"
        if record.exc_info and record.exc_info[0] is not None:
            line += "\n" + describe_error(*record.exc_info)
        return line


def message_of(record: logging.LogRecord) -> str:
    """The message with masked arguments. Of a web request only the method, the route's name and the status."""
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        route = (match.view_name or match.route) if match else "no-route"
        reference = getattr(request, "error_reference", "-")
        return f"{getattr(request, 'method', '-')} {route} {getattr(record, 'status_code', '-')} ref={reference}"
    if record.name.startswith("django.security"):
        return "suspicious request refused"
    arguments = record.args
    is_ours = record.name.split(".", 1)[0] in OUR_LOGGERS
    if not arguments:
        return str(record.msg) if is_ours or is_constant(record) else MASK
    try:
        if isinstance(arguments, dict):
            return str(record.msg) % {name: masked(value, is_ours=is_ours) for name, value in arguments.items()}
        return str(record.msg) % tuple(masked(value, is_ours=is_ours) for value in arguments)
    except (TypeError, ValueError):
        return MASK


def is_constant(record: logging.LogRecord) -> bool:
    """Whether the message stands, as it is, in the code that logs it. Others were put together of who knows what:
    the web server's names the address of the caller and what was wrong in the request."""
    return str(record.msg) in "".join(linecache.getlines(record.pathname))


def masked(value: Any, *, is_ours: bool = False) -> Any:
    """Numbers and codes as they are, all else as a mask."""
    if isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if (_OUR_CODES if is_ours else _ALLOWED).match(text) else MASK


def escape(text: str) -> str:
    """Control and direction characters as escapes, so that nobody writes a line of their own."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def describe_error(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Where it happened and of which kind, through all causes; no local variables and no messages: they hold values."""
    lines = []
    seen: set[int] = set()
    while kind is not None:
        for frame in traceback.extract_tb(trace):
            lines.append(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}')
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        if error is None or id(error) in seen:
            break
        seen.add(id(error))
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier is None:
            break
        kind, error, trace = type(earlier), earlier, earlier.__traceback__
        lines.append("after:")
    return "\n".join(lines)


def keep_errors_bland() -> None:
    """Errors that nobody catches go the same way, where Python itself would print their messages. For servers."""

    def told(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, (SystemExit, KeyboardInterrupt)):
            return
        logging.getLogger("daybook.uncaught").error("nobody caught this", exc_info=(kind, error, trace))  # type: ignore[arg-type]

    sys.excepthook = told
    threading.excepthook = lambda thrown: told(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)
    sys.unraisablehook = lambda thrown: told(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)


def _logger(level: str) -> dict[str, Any]:
    return {"handlers": ["stderr"], "level": level, "propagate": False}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bland": {"()": "config.logs.BlandFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "bland"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Named here because Django, gunicorn and Celery bring handlers of their own, Django one that mails form contents.
    "loggers": {
        "django": _logger("WARNING"),
        "django.request": _logger("ERROR"),
        "django.server": _logger("WARNING"),
        "gunicorn.error": _logger("WARNING"),
        "gunicorn.access": _logger("CRITICAL"),
        "celery": _logger("WARNING"),
        # Says at each connection that a queue of files has no host.
        "kombu.connection": _logger("ERROR"),
        # One line a request: the name of the page, status, milliseconds, the id of the user.
        "daybook": _logger("WARNING"),
    },
}
