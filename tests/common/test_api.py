"""The API's errors have one shape; what cannot be read is 400, never 500."""

import json

import pytest

from audit.models import Event
from tests.common.urls import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.urls")]
ROUTE = "/api/v1/t/x/"


def post(client, body: str | bytes):
    return client.post(ROUTE, body, content_type="application/json")


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [("domain", 409, "already_closed"), ("allowed", 404, "not_found"), ("key", 503, "unavailable")],
)
def test_refusals(client, kind, status, code):
    answer = client.get(f"/api/v1/t/{kind}/")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert CANARY not in answer.content.decode()


def test_a_fault_of_ours_is_json_with_a_reference(client):
    answer = client.get("/api/v1/t/broken/")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert len(answer.json()["reference"]) == 6
    assert CANARY not in answer.content.decode()


def test_absent_not_allowed_and_no_such_route_are_one_body(client):
    routes = ("/api/v1/t/allowed/", "/api/v1/t/absent/", "/api/v1/nothing/", f"/api/v1/{CANARY}/")
    answers = [client.get(route) for route in routes]
    assert {answer.status_code for answer in answers} == {404}
    assert len({json.dumps(answer.json()) for answer in answers}) == 1


def test_a_refused_try_is_recorded_once_and_an_absent_route_is_not(client):
    client.get("/api/v1/t/allowed/")
    assert [row.outcome for row in Event.objects.all()] == ["refused"]
    client.get("/api/v1/t/absent/")
    assert Event.objects.count() == 1


def test_errors_of_a_model_name_their_fields(client):
    answer = client.get("/api/v1/t/model/")
    assert (answer.status_code, answer.json()["fields"]) == (400, {"text": ["Too long."]})


def test_input_is_read(client):
    assert post(client, '{"text": "ቀበሮ", "kind": "a"}').json() == {"text": "ቀበሮ", "kind": "a"}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        "[" * 900 + "]" * 900,
        '{"a":' * 40 + "1" + "}" * 40,
        '{"text": "a\\u0000b"}',
        '{"a\\u0000b": 1}',
        '{"text": "\\ud800"}',
        '{"\\udfff": 1}',
        '{"text": NaN}',
        '{"text": Infinity}',
        '{"text": "a", "text": "b"}',
        '{"text": ' + "9" * 5000 + "}",
        '{"text"',
        "",
        b"\xff\xfe",
        b'{"text": "\xc3\x28"}',
        json.dumps({"text": list(range(30_000))}),
    ],
    ids=range(16),
)
def test_what_cannot_be_read_is_400(client, body):
    answer = post(client, body)
    assert answer.status_code == 400
    assert answer.json()["code"] in {"parse_error", "invalid"}


@pytest.mark.parametrize("body", ["1", '"text"', "null", "[]", "{}", '{"text": {"a": 1}}', '{"text": null}'])
def test_another_shape_is_400_with_fields(client, body):
    answer = post(client, body)
    assert answer.status_code == 400
    assert "fields" in answer.json()


def test_names_that_are_not_offered_are_refused(client):
    answer = post(client, '{"text": "a", "organisation": "b"}')
    assert answer.status_code == 400
    assert "organisation" not in answer.content.decode()


def test_the_value_that_was_sent_is_not_repeated(client):
    answer = post(client, json.dumps({"text": "a", "kind": CANARY}))
    assert answer.status_code == 400
    assert CANARY not in answer.content.decode()


def test_another_kind_of_body_is_415(client):
    assert client.post(ROUTE, {"text": "a"}).status_code == 415


def test_another_method_is_405(client):
    assert client.delete(ROUTE).status_code == 405
