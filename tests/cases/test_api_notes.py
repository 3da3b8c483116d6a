"""Notes over the API: list, read, write, correct."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from cases.assignment.actions import write_grant
from cases.models import Note
from tests.cases.api import Trail, ask
from tests.factories.cases import make_case


@pytest.fixture
def case(cast):
    return make_case(cast.caseworker.user)


def write(member, case, text="Slept well.", **more) -> str:
    answer = ask(member, "post", "note_list", case, body={"text": text} | more)
    assert answer.status_code == 201, answer.content
    return answer.json()["pid"]


def test_written_read_and_recorded_once_each(cast, case):
    trail = Trail()
    pid = write(cast.caseworker, case, "  Two\nlines\t ")
    assert trail.rows() == [("note:create", "ok")]
    shape = ask(cast.caseworker, "get", "note_detail", case, pid).json()
    assert shape["text"] == {"state": "value", "value": "  Two\nlines\t "}
    assert (shape["author"], shape["corrects"]) == (cast.caseworker.user.display_name, None)
    assert trail.rows()[1:] == [("note:open", "ok")]
    (row,) = ask(cast.caseworker, "get", "note_list", case).json()["results"]
    assert row == shape
    assert trail.rows()[2:] == [("timeline:open", "ok")]
    assert json.loads(Event.objects.latest("seq").detail)["revealed"] == {"cases.note.text": 1}


def test_a_correction_is_a_note_of_its_own(cast, case):
    pid = write(cast.caseworker, case, "Wrong")
    trail = Trail()
    answer = ask(cast.caseworker, "patch", "note_detail", case, pid, body={"text": "Right"})
    assert answer.status_code == 200 and answer.json()["corrects"] == pid
    assert trail.rows() == [("note:edit", "ok")]
    assert ask(cast.caseworker, "get", "note_detail", case, pid).json()["text"]["value"] == "Wrong"
    again = ask(cast.coordinator, "patch", "note_detail", case, pid, body={"text": "Other"})
    assert (again.status_code, again.json()["code"]) == (409, "note_corrected")
    same = ask(cast.caseworker, "patch", "note_detail", case, answer.json()["pid"], body={"text": "Right"})
    assert same.json() == {"pid": answer.json()["pid"]}


def test_pages_of_notes_hold_each_once_also_with_one_hour(cast, case):
    hour = (timezone.now() - timedelta(hours=1)).isoformat()
    pids = {write(cast.caseworker, case, f"Note {number}", happened_at=hour) for number in range(53)}
    first = ask(cast.caseworker, "get", "note_list", case).json()
    second = ask(cast.caseworker, "get", "note_list", case, query=f"?before={first['next']}").json()
    found = [row["pid"] for row in first["results"] + second["results"]]
    assert len(first["results"]) == 50 and second["next"] is None
    assert set(found) == pids and len(found) == 53


def test_a_health_workers_note_stays_with_health(cast, case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    pid = write(cast.health, case, "A diagnosis")
    own = write(cast.caseworker, case, "A plan")
    assert ask(cast.caseworker, "get", "note_detail", case, pid).json()["text"] == {"state": "locked"}
    assert ask(cast.health, "get", "note_detail", case, own).json()["text"] == {"state": "locked"}
    assert ask(cast.caseworker, "patch", "note_detail", case, pid, body={"text": "x"}).status_code == 404


def test_refusals(cast, case):
    ahead = (timezone.now() + timedelta(days=2)).isoformat()
    answer = ask(cast.caseworker, "post", "note_list", case, body={"text": "x", "happened_at": ahead})
    assert (answer.status_code, answer.json()["code"]) == (409, "note_in_future")
    for body in (
        {},
        {"text": ""},
        {"text": None},
        {"text": "x" * 10_001},
        {"text": "x", "author": "y"},
        {"text": ["x"]},
    ):
        assert ask(cast.caseworker, "post", "note_list", case, body=body).status_code == 400, body
    blank = ask(cast.caseworker, "post", "note_list", case, body={"text": "  "})
    assert blank.status_code in {400, 409}
    closed = make_case(cast.caseworker.user, alias="Gull", is_closed=True, note="Before")
    answer = ask(cast.caseworker, "post", "note_list", closed, body={"text": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")
    assert Note.objects.filter(case=case).count() == 0


@pytest.mark.parametrize(
    "when",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1899-12-31T00:00:00Z",
        "yesterday",
        5,
        "2026-02-30T00:00:00Z",
        "2026-01-01T00:00:00+99:99",
        {"y": 2026},
        "2200-01-01T00:00:00Z",
    ],
)
def test_hours_that_no_calendar_has_are_refused(cast, case, when):
    answer = ask(cast.caseworker, "post", "note_list", case, body={"text": "x", "happened_at": when})
    assert answer.status_code == 400, answer.content


def test_a_note_of_another_case_is_absent_here(cast, case):
    other = make_case(cast.caseworker.user, alias="Gull")
    pid = write(cast.caseworker, other)
    absent = ask(cast.caseworker, "get", "note_detail", case, "0000000000")
    for method, body in (("get", None), ("patch", {"text": "x"})):
        answer = ask(cast.caseworker, method, "note_detail", case, pid, body=body)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert ask(cast.caseworker, "get", "note_list", case, query=f"?before={pid}").status_code == 404
    assert ask(cast.caseworker, "get", "note_list", case, query="?after=x").status_code == 400
