"""The description of the API: valid, for those who are signed in, and about nothing but what is there."""

import io
import re

import pytest
from django.core.management import call_command
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema

from tests.cast import Cast

ADDRESS = "/api/v1/schema/"


def _api_routes():
    (api,) = (one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "api")
    return api.url_patterns


def test_absent_for_whoever_is_not_signed_in(cast: Cast, client):
    answer, absent = client.get(ADDRESS), client.get("/api/v1/nothing/")
    assert answer.status_code == absent.status_code == 404
    assert answer.json() == absent.json()


def test_the_same_for_everybody_who_is(cast: Cast):
    answers = [member.client.get(ADDRESS) for member in cast]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    schema = answers[0].json()
    validate_schema(schema)
    routes = {"/api/v1/" + re.sub(r"<(?:pid|slug):(\w+)>", r"{\1}", str(route.pattern)) for route in _api_routes()}
    assert set(schema["paths"]) == routes - {ADDRESS}
    assert len(routes) > 20


def test_it_can_be_made_without_a_warning():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=io.StringIO())


@pytest.mark.parametrize("query", ["?version=%0d%0aX-Other:1", "?lang=../../x", "?format=yaml"])
def test_the_address_changes_nothing(cast: Cast, query):
    answer = cast.auditor.client.get(ADDRESS + query)
    assert answer.status_code in {200, 404} and "X-Other" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/docs/", "/api/v1/swagger/", "/api/v1/schema.yml", "/api/auth/"]
)
def test_nothing_else_is_there(cast: Cast, path):
    assert cast.coordinator.client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_other_methods_are_refused_alike_whether_the_case_exists_or_not(cast: Cast, method):
    answers = [getattr(cast.caseworker.client, method)(f"/api/v1/cases/{pid}/") for pid in ("0000000000", "1111111111")]
    assert {answer.status_code for answer in answers} == {405}
