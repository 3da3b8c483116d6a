"""Headers of a proxy count from the configured hop only, and go no further from anybody."""

import pytest

from config.proxy import PROXY_HEADERS, ProxyHop

FORGED = {
    "HTTP_X_FORWARDED_FOR": "198.51.100.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_REAL_IP": "198.51.100.7",
    "HTTP_FORWARDED": "for=198.51.100.7;proto=https",
    "HTTP_X_ORIGINAL_URL": "/o/staff/",
}


def through(addresses, **environ):
    """What the application behind the door sees."""
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        return []

    ProxyHop(application, addresses)({"wsgi.url_scheme": "http", **environ}, None)
    return seen


def test_a_stranger_changes_nothing():
    seen = through(["10.0.0.0/24"], REMOTE_ADDR="203.0.113.5", **FORGED)
    assert seen == {"wsgi.url_scheme": "http", "REMOTE_ADDR": "203.0.113.5"}


def test_without_a_configured_proxy_not_even_this_machine_is_believed():
    seen = through([], REMOTE_ADDR="127.0.0.1", **FORGED)
    assert seen == {"wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1"}


def test_our_proxy_tells_client_and_scheme():
    seen = through(["10.0.0.0/24"], REMOTE_ADDR="10.0.0.9", **FORGED)
    assert seen == {"wsgi.url_scheme": "https", "REMOTE_ADDR": "198.51.100.7"}


def test_only_the_last_hop_of_a_forwarded_list_counts():
    seen = through(["10.0.0.9"], REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="127.0.0.1, 198.51.100.7")
    assert seen["REMOTE_ADDR"] == "198.51.100.7"


@pytest.mark.parametrize("nonsense", ["", "unknown", "198.51.100.7:80; drop", "<script>"])
def test_what_is_no_address_is_no_client(nonsense):
    seen = through(["10.0.0.9"], REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=nonsense)
    assert seen["REMOTE_ADDR"] == "10.0.0.9"


@pytest.mark.parametrize("scheme", ["", "javascript", "HTTPS, http"])
def test_a_scheme_that_is_none_is_not_taken(scheme):
    assert through(["10.0.0.9"], REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_PROTO=scheme)["wsgi.url_scheme"] == "http"


def test_no_proxy_header_reaches_the_application():
    headers = dict.fromkeys(PROXY_HEADERS, "anything")
    for address in ("10.0.0.9", "203.0.113.5"):
        assert not set(PROXY_HEADERS) & set(through(["10.0.0.9"], REMOTE_ADDR=address, **headers))
