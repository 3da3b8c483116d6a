"""How long a session lasts: locked when nobody uses it, over after its longest time."""

import time
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest

BEGAN = "clock_began"
SEEN = "clock_seen"
LOCKED = "clock_locked"
# The clock is written at most this often, so that a session may lock this much early but never late.
WRITE_EVERY_SECONDS = 20


class Phase(StrEnum):
    """Where a session stands."""

    OPEN = "open"
    LOCKED = "locked"
    OVER = "over"


def is_background(request: HttpRequest) -> bool:
    """Whether the browser asked by itself: polling is no sign that somebody sits there."""
    return request.headers.get("X-Background") == "1" or request.path.startswith("/j/")


def phase_of(request: HttpRequest) -> Phase:
    """Where the session of a signed-in request stands now; the request itself is not counted yet."""
    session, now = request.session, int(time.time())
    if now - session.setdefault(BEGAN, now) >= settings.SESSION_ABSOLUTE_SECONDS:
        return Phase.OVER
    if LOCKED in session or now - session.setdefault(SEEN, now) >= settings.SESSION_IDLE_SECONDS:
        return Phase.LOCKED
    return Phase.OPEN


def count(request: HttpRequest) -> None:
    """Somebody sits there."""
    now = int(time.time())
    if not is_background(request) and now - request.session.get(SEEN, 0) >= WRITE_EVERY_SECONDS:
        request.session[SEEN] = now


def lock(request: HttpRequest) -> bool:
    """From now on only the one who locked it out gets in. False if it was locked before."""
    is_new = LOCKED not in request.session
    if is_new:
        request.session[LOCKED] = int(time.time())
    return is_new


def unlock(request: HttpRequest) -> None:
    """The same person is back."""
    request.session.pop(LOCKED, None)
    request.session[SEEN] = int(time.time())


def seconds_left(request: HttpRequest) -> tuple[int, int]:
    """Until the session locks, and until it is over."""
    session, now = request.session, int(time.time())
    idle = session.get(SEEN, now) + settings.SESSION_IDLE_SECONDS - now
    return (0 if LOCKED in session else max(idle, 0)), max(ends_at(request) - now, 0)


def ends_at(request: HttpRequest) -> int:
    """When the session is over, in seconds since 1970."""
    return int(request.session.get(BEGAN, int(time.time()))) + settings.SESSION_ABSOLUTE_SECONDS
