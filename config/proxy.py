"""Headers of a proxy are believed only from the configured hop, and nobody behind this door sees them at all."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
PROXY_HEADERS = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_X_REWRITE_URL",
    "HTTP_X_SCRIPT_NAME",
)


class ProxyHop:
    """Takes client address and scheme from the headers of a proxy of ours, and drops such headers of everybody."""

    def __init__(self, application: Application, addresses: Iterable[str]) -> None:
        self.application = application
        self.networks: list[IPv4Network | IPv6Network] = [ip_network(address) for address in addresses]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if self.is_ours(environ.get("REMOTE_ADDR", "")):
            # The last entry is the one that our own proxy wrote; those before it are the client's word.
            client = environ.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
            if _is_address(client):
                environ["REMOTE_ADDR"] = client
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip()
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
        for header in PROXY_HEADERS:
            environ.pop(header, None)
        return self.application(environ, start_response)

    def is_ours(self, address: str) -> bool:
        """Whether the peer is a configured proxy."""
        return _is_address(address) and any(ip_address(address) in network for network in self.networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
