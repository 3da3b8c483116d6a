"""Whatever is sent to the API: 400 or stored exactly, never 500."""

import json

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from cases.models import Case
from tests.cases.api import NEW, ask, edit
from tests.cast import Cast
from tests.factories.cases import make_case

DEEP = "[" * 100_000 + "]" * 100_000
BODIES = {
    "no JSON": "alias=Heron",
    "a list": "[]",
    "a text": '"x"',
    "null": "null",
    "a number": "1e999",
    "not a number": '{"alias": NaN}',
    "deep": '{"profile": ' + DEEP + "}",
    "deep objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "NUL": '{"alias": "\\u0000"}',
    "NUL in a name": '{"al\\u0000ias": "x"}',
    "lone surrogate": '{"alias": "\\ud800"}',
    "lone surrogate in a name": '{"\\udfff": "x"}',
    "ten thousand names": json.dumps({f"name{number}": number for number in range(10_000)}),
    "ten thousand answers": json.dumps({"profile": {f"name{number}": 1 for number in range(10_000)}}),
    "ten thousand needs": json.dumps({"needs": {"needs": [{"type": "bed"}] * 10_000}}),
    "a name twice": '{"alias": "a", "alias": "b"}',
    "not UTF-8": b'{"alias": "\xff"}',
    "UTF-16": json.dumps({"alias": "x"}).encode("utf-16"),
    "a huge number": '{"version": ' + "9" * 5000 + "}",
    "a large number": '{"version": 99999999999999999999999, "stage": "support"}',
    "half a file": '{"alias": "x',
    "a long text": json.dumps({"alias": "x" * 61}),
    "a long answer": json.dumps({"profile": {"religion": "x" * 301}}),
}


@pytest.fixture
def case(cast: Cast):
    return make_case(cast.caseworker.user)


@pytest.mark.parametrize("kind", BODIES)
def test_bodies_that_cannot_be_read_are_refused(cast, case, kind):
    for method, route, rows in (
        ("post", "case_list", ()),
        ("patch", "case_detail", (case,)),
        ("post", "note_list", (case,)),
    ):
        answer = ask(cast.caseworker, method, route, *rows, body=BODIES[kind])
        assert answer.status_code == 400, (route, answer.status_code, answer.content[:300])
        assert set(answer.json()) <= {"code", "detail", "fields"}


def test_a_body_beyond_the_limit_is_refused(cast, case):
    body = json.dumps({"alias": "Gull"}) + " " * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = edit(cast.caseworker, case, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert edit(cast.caseworker, case, body[:-100]).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/xml"])
def test_only_json_is_read(cast, case, kind):
    answer = cast.caseworker.client.generic("PATCH", f"/api/v1/cases/{case.pid}/", "alias=x", content_type=kind)
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "query", ["?open=%00", "?open=%ff%fe", "?open=" + "a," * 200, "?%00=1", "?open[]=identity", "?format=html"]
)
def test_addresses_that_cannot_be_read_are_refused(cast, case, query):
    assert ask(cast.caseworker, "get", "case_detail", case, query=query).status_code in {400, 404}


WRONG = [
    {"alias": None},
    {"alias": {"a": 1}},
    {"alias": []},
    {"alias": True},
    {"alias": ""},
    {"alias": "   "},
    {"name_used": 3.5e400},
    {"identity": []},
    {"identity": "x"},
    {"identity": None},
    {"identity": {"birth_date": "1998"}},
    {"safe_contact": {}},
    {"identity": {"birth_date": {"y": 1}}},
    {"identity": {"birth_date": {"y": 1998, "m": 13}}},
    {"safe_contact": {"answer": "maybe"}},
    {"identity": {"birth_date": {"y": 1998, "m": 2, "d": 30}}},
    {"identity": {"birth_date": {"y": True}}},
    {"safe_contact": {"answer": "yes", "channels": "sms"}},
    {"safe_contact": {"answer": "yes", "channels": ["owl"]}},
    {"safe_contact": {"answer": "yes", "channels": [["sms"]]}},
    {"profile": []},
    {"profile": {"sex": "bird"}},
    {"profile": {"sex": ["female"]}},
    {"profile": {"languages": "tha"}},
    {"profile": {"children_count": -1}},
    {"profile": {"children_count": "2"}},
    {"profile": {"children_count": 1.5}},
    {"profile": {"x": 1}},
    {"profile": {"sex": {"x": "y"}}},
    {"profile": {"sex": {"x": "not_asked", "why": 5}}},
    {"needs": []},
    {"needs": {"needs": "bed"}},
    {"needs": {"needs": [{}]}},
    {"needs": {"needs": ["bed"]}},
    {"health": {"alerts": {"x": 1}}},
    {"episode": {"facts": {"started": {"y": 99999}}}},
    {"stage": 3},
    {"version": -1, "stage": "support"},
    {"version": "x", "stage": "support"},
    {"version": 1.5, "stage": "support"},
    {"episode": {"pid": "\u0663" * 11}},
    {"legal": {"notes": "x" * 10_001}},
]


@pytest.mark.parametrize("body", WRONG, ids=lambda body: json.dumps(body)[:60])
def test_values_of_another_kind_are_refused(cast, case, body):
    before = Case.objects.filter(pk=case.pk).values().get()
    answer = edit(cast.caseworker, case, json.dumps(body))
    assert answer.status_code == 400, answer.content
    assert Case.objects.filter(pk=case.pk).values().get() == before


@pytest.mark.parametrize(
    "day", ["1899-12-31", "9999-01-01", "0001-01-01", "2026-02-30", "tomorrow", 5, None, [], "2026-01-05T00:00"]
)
def test_days_on_which_no_case_can_begin_are_refused(cast, day):
    assert ask(cast.caseworker, "post", "case_list", body=NEW | {"opened_on": day}).status_code == 400


def test_an_error_never_repeats_what_was_sent(cast, case):
    marker = "Zqmarker"
    for body in (
        {"safe_contact": {"answer": marker}},
        {"profile": {"sex": marker}},
        {"alias": marker * 20},
        {"stage": marker},
        {marker: 1},
        {"identity": {marker: 1}},
        {"identity": {"birth_date": marker}},
    ):
        answer = edit(cast.caseworker, case, body)
        assert answer.status_code == 400 and marker not in answer.content.decode(), body


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    [
        "alias",
        "name_used",
        "stage",
        "version",
        "identity",
        "safe_contact",
        "contact",
        "profile",
        "episode",
        "needs",
        "health",
        "legal",
    ]
)


@bounds(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(names, anything, max_size=4))
def test_no_body_at_all_gives_500(cast, case, body):
    answer = edit(cast.caseworker, case, json.dumps(body))
    assert answer.status_code in {200, 400, 404, 409}
    assert (
        ask(cast.caseworker, "get", "case_detail", case, query="?open=identity,health,needs,facts").status_code == 200
    )


@bounds(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=200))
def test_every_text_comes_back_as_it_was_sent_or_is_refused(cast, case, text):
    answer = edit(cast.caseworker, case, {"identity": {"documents": text}})
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        shape = ask(cast.caseworker, "get", "case_detail", case, query="?open=identity").json()
        assert shape["groups"]["identity"]["fields"]["documents"] == {"state": "value", "value": text}
    else:
        assert "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
