"""Headers of every answer, whatever it is."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.urls")]

PAGES = [
    "/t/fine/",
    "/t/domain/",
    "/t/allowed/",
    "/t/key/",
    "/t/broken/",
    "/nothing/",
    "/in/",
    "/healthz",
    "/api/v1/t/x/",
]
EXPECTED = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@pytest.mark.parametrize("page", PAGES)
def test_headers_of_every_answer(client, page):
    headers = client.get(page).headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert "HX-Request" in headers["Vary"]
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    for feature in ("camera=()", "microphone=()", "geolocation=()"):
        assert feature in headers["Permissions-Policy"]
    for name in ("Server", "ETag", "Last-Modified", "X-Powered-By"):
        assert name not in headers


def test_after_leaving_the_browser_forgets(client):
    assert "Clear-Site-Data" not in client.get("/t/fine/").headers
    assert '"cache"' in client.post("/leave/").headers["Clear-Site-Data"]
