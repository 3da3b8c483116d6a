"""Pages for what went wrong: they say what to do and nothing about what is there."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client

from config.logs import BlandFormatter
from tests.common.conftest import BACKEND
from tests.common.test_job_detail import without_token
from tests.common.urls import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.urls")]


@pytest.mark.parametrize(
    ("kind", "status"),
    [("domain", 409), ("allowed", 404), ("absent", 404), ("key", 503), ("tampered", 503), ("broken", 500)],
)
def test_each_refusal_has_its_status_and_no_value(client, kind, status):
    answer = client.get(f"/t/{kind}/?q={CANARY}")
    assert answer.status_code == status
    assert CANARY not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_rule_answers_with_its_sentence(client):
    assert "closed on 4 March" in client.get("/t/domain/").content.decode()


def test_absent_and_not_allowed_are_one_body_whatever_the_address(client):
    pages = ["/t/allowed/", "/t/absent/", "/nothing/", "/c/0000000000/x/y/", f"/{CANARY}/?q={CANARY}", "/c/zzz"]
    answers = [client.get(page, follow=True) for page in pages]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_token(answer.content) for answer in answers}) == 1
    headers = [
        {name: value for name, value in answer.headers.items() if name != "Content-Length"} for answer in answers
    ]
    assert all(other == headers[0] for other in headers)


def test_an_error_of_ours_has_a_reference_that_the_log_has_too(client, caplog):
    page = client.get("/t/broken/").content.decode()
    (reference,) = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{6}\b", re.sub(r"<[^>]+>", " ", page))
    assert any(reference in record.getMessage() for record in caplog.records)


def test_logs_hold_neither_query_nor_form_nor_the_text_of_an_error(client, caplog, monkeypatch):
    for name in ("", "daybook", "common", "django"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        caplog.set_level(logging.DEBUG, logger=name)
    for kind in ("broken", "domain", "allowed", "absent", "key"):
        client.post(f"/t/{kind}/?q={CANARY}", {"text": CANARY}, headers={"X-Note": CANARY, "User-Agent": CANARY})
    lines = [BlandFormatter().format(record) for record in caplog.records if not record.name.startswith("django.db")]
    assert any("RuntimeError" in line for line in lines)
    assert any("daybook.request" in line for line in lines)
    assert not [line for line in lines if CANARY in line]


def test_the_error_page_comes_even_when_the_database_is_gone(client, monkeypatch):
    def gone(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("common.views.render_to_string", gone)
    answer = client.get("/t/broken/")
    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()


@pytest.fixture
def strict(worker) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(worker, backend=BACKEND)
    return browser


def test_a_form_that_grew_old_gives_back_what_was_typed(strict):
    typed = {"text": "Two pages <b>typed</b>", "password": "secret-word", "empty": " "}
    answer = strict.post("/t/write/", typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "Two pages &lt;b&gt;typed&lt;/b&gt;" in html
    assert "secret-word" not in html


@pytest.mark.parametrize("site", [None, "cross-site", "same-site", "none"])
def test_a_form_from_elsewhere_is_not_repeated(strict, site):
    headers = {"Sec-Fetch-Site": site} if site else None
    answer = strict.post("/t/write/", {"text": CANARY}, headers=headers)
    assert answer.status_code == 403
    assert CANARY not in answer.content.decode()


def test_a_bad_host_is_a_plain_400(client):
    answer = client.get("/t/fine/", headers={"Host": CANARY + ".example"})
    assert answer.status_code == 400
    assert CANARY not in answer.content.decode()


def test_too_many_fields_are_a_plain_400(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    answer = client.post("/leave/", {f"f{number}": "x" for number in range(20)})
    assert answer.status_code in {302, 400}
    assert connection.is_usable()
