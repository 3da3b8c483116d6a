"""Answers of production's settings, from a process of its own: transport, cookies, headers."""

import json
import subprocess
import sys

import pytest

from scripts.production import manage, production_environment
from tests.source import ROOT

pytestmark = pytest.mark.once

SCRIPT = """
import json
from django import setup
setup()
from django.test import Client

def told(response):
    return {"status": response.status_code, "headers": dict(response.headers),
            "cookies": {name: dict(cookie) for name, cookie in response.cookies.items()}}

client = Client(raise_request_exception=False)
host = {"HTTP_HOST": "daybook.example"}
print(json.dumps({
    "plain": told(client.get("/in/", **host)),
    "health": told(client.get("/healthz", **host)),
    "secure": told(client.get("/in/", secure=True, **host)),
    "absent": told(client.get("/in/nothing-here/", secure=True, **host)),
    "forged": told(client.get("/in/", secure=True, HTTP_HOST="evil.example")),
    "refused": told(Client(enforce_csrf_checks=True).post("/in/", {}, secure=True, **host)),
}))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    environment = production_environment(tmp_path_factory.mktemp("production"))
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0")):
        done = manage(*command, environment=environment)
        assert done.returncode == 0, done.stdout
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_plain_http_is_sent_to_https(answers):
    assert answers["plain"]["status"] == 301
    assert answers["plain"]["headers"]["Location"] == "https://daybook.example/in/"


def test_the_health_check_of_the_container_is_not(answers):
    assert answers["health"]["status"] == 200


def test_strict_transport_for_a_year(answers):
    for name in ("secure", "absent"):
        assert answers[name]["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_cookies_belong_to_this_host_only(answers):
    cookies = answers["secure"]["cookies"]
    assert cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"]
        assert cookie["samesite"] in {"Lax", "Strict"}


@pytest.mark.parametrize("name", ["secure", "absent", "forged", "refused"])
def test_errors_carry_the_same_closing_headers(answers, name):
    headers = answers[name]["headers"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers


def test_what_was_expected_happened(answers):
    assert {name: answers[name]["status"] for name in ("secure", "absent", "forged", "refused")} == {
        "secure": 200,
        "absent": 404,
        "forged": 400,
        "refused": 403,
    }
