"""The project's addresses, each of which breaks after its work when the request asks for it, and a few that misbehave."""

import socket
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from accounts.models import Team
from config import urls as project
from config.urls import handler400, handler403, handler404, handler429, handler500  # noqa: F401
from tests.hunt.markers import SEALED

View = Callable[..., HttpResponseBase]


class Broken(Exception):
    """What a fault in our own code would look like."""


def breaking(view: View) -> View:
    """`view`; with the header `Break` it fails at its end, with what was typed in locals, in messages and in a cause."""

    @wraps(view)
    def run(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *arguments, **named)
        if "Break" in request.headers:
            typed = {**request.GET.dict(), **request.POST.dict(), **named}
            opened = SEALED.new("local")
            try:
                raise KeyError(typed, opened)
            except KeyError as error:
                raise Broken(f"{opened}: {typed} in {request.get_full_path()}") from error
        return response

    return run


def all_breaking(patterns: list[Any]) -> None:
    """Make every view below breakable."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            all_breaking(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            pattern.callback = breaking(pattern.callback)


def constraint(request: HttpRequest) -> HttpResponseBase:
    """Breaks a rule of the database, whose message on some engines repeats the value."""
    for _time in range(2):
        Team.objects.create(organisation=request.user.organisation, name=request.POST["name"])
    raise AssertionError("The database took it twice.")


def too_long(request: HttpRequest) -> HttpResponseBase:
    """Writes more than a column holds, or breaks if the engine does not mind."""
    Team.objects.create(organisation=request.user.organisation, name=request.POST["name"] * 10)
    raise Broken(request.POST["name"])


def outward(request: HttpRequest) -> HttpResponseBase:
    """Tries to reach another machine."""
    return HttpResponseBase(str(socket.create_connection(("control.example", 443), timeout=1)))


class Careless:
    """Breaks when it is thrown away."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        raise Broken(self.name)


def aside(request: HttpRequest) -> HttpResponseBase:
    """Breaks where no page is: in a thread of its own, and while something is thrown away."""
    name = request.POST["name"]

    def fail() -> None:
        raise Broken(name)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    Careless(name)
    raise Broken(name)


all_breaking(project.urlpatterns)
urlpatterns = [
    path("hunt/aside/", aside),
    path("hunt/constraint/", constraint),
    path("hunt/long/", too_long),
    path("hunt/outward/", outward),
    *project.urlpatterns,
]
