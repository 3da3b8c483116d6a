"""A guard that lets tests talk to this machine only."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class WayOutRefused(AssertionError):
    """A test tried to reach another machine."""


def is_loopback(family: int, address: Any) -> bool:
    """Whether `address` of a socket of `family` stays on this machine."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@contextmanager
def loopback_only() -> Iterator[None]:
    """Refuse every connection, datagram and name look-up that leaves this machine."""
    original_connect, original_connect_ex = socket.socket.connect, socket.socket.connect_ex
    original_sendto, original_look_up = socket.socket.sendto, socket.getaddrinfo

    def require(family: int, address: Any) -> None:
        if not is_loopback(family, address):
            raise WayOutRefused(f"A test tried to reach {address!r}.")

    def connect(self: socket.socket, address: Any) -> None:
        require(self.family, address)
        original_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        require(self.family, address)
        return original_connect_ex(self, address)

    def sendto(self: socket.socket, data: Any, *arguments: Any) -> int:
        require(self.family, arguments[-1])
        return original_sendto(self, data, *arguments)

    def look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        require(socket.AF_INET, (name or "",))
        return original_look_up(host, *arguments, **named)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign, assignment]
    socket.socket.sendto = sendto  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = look_up  # type: ignore[assignment]
    try:
        yield
    finally:
        socket.socket.connect = original_connect  # type: ignore[method-assign]
        socket.socket.connect_ex = original_connect_ex  # type: ignore[method-assign]
        socket.socket.sendto = original_sendto  # type: ignore[method-assign]
        socket.getaddrinfo = original_look_up
