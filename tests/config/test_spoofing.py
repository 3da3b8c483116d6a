"""What a request claims about itself changes nothing: host, forwarded headers, method overrides, odd paths."""

import pytest
from django.core import mail
from django.urls import reverse

pytestmark = pytest.mark.django_db

CLAIMS = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Port": "443",
    "X-Real-IP": "127.0.0.1",
    "Forwarded": "for=127.0.0.1;host=evil.example;proto=https",
    "X-Original-URL": "/o/staff/",
    "X-Rewrite-URL": "/o/staff/",
    "X-HTTP-Method-Override": "DELETE",
}
ODD_PATHS = (
    "//o/staff/",
    "/./o/staff/",
    "/in/../o/staff/",
    "/o/staff/.",
    "/o/staff;/",
    "/o/staff/;x=1",
    "/O/STAFF/",
    "/o/staff%2f",
)


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "", "a" * 300]
)
def test_a_forged_host_is_refused(client, host):
    response = client.get("/in/", HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claimed_header_changes_nothing(cast, name):
    plain = cast.anonymous.get("/o/staff/")
    claimed = cast.anonymous.get("/o/staff/", headers={name: CLAIMS[name]})
    assert (claimed.status_code, claimed.headers.get("Location")) == (plain.status_code, plain.headers.get("Location"))


def test_a_claimed_host_does_not_get_into_a_reset_link(cast):
    user = cast.caseworker.user
    user.email = "caseworker@ngo-a.example"
    user.save(update_fields=["email"])
    cast.anonymous.post(
        reverse("account_reset_password"), {"email": user.email}, headers={"X-Forwarded-Host": "evil.example"}
    )
    assert all("evil.example" not in f"{message.subject}{message.body}" for message in mail.outbox)


@pytest.mark.parametrize("path", ODD_PATHS)
def test_an_odd_path_opens_nothing(cast, path):
    response = cast.anonymous.get(path)
    assert response.status_code in {301, 302, 404}
    if response.status_code != 404:
        assert response.headers["Location"].startswith(("/in/", "/o/staff/"))
    outsider = cast.caseworker.client.get(path)
    assert outsider.status_code in {301, 302, 404}


def test_the_schema_stands_behind_sign_in(cast):
    address = reverse("api:schema")
    anonymous = cast.anonymous.get(address)
    assert anonymous.status_code in {302, 401, 403, 404}
    assert b"openapi" not in anonymous.content
    assert cast.caseworker.client.get(address).status_code == 200


def test_a_browser_gets_json_from_the_api(cast):
    response = cast.caseworker.client.get(reverse("api:case_list"), headers={"Accept": "text/html"})
    assert "html" not in response.headers["Content-Type"]
