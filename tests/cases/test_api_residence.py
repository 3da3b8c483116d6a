"""The stay over the API: what its pages do, by the same rules."""

from typing import Any

import pytest

from cases.models import Case, StatusDate, StatusEvent
from common.pid import new_pid
from tests.cases.api import Trail, ask
from tests.cases.stay import DAY, row_of, status_of, tell, watched
from tests.cast import Cast, Member
from tests.days import TODAY, ahead
from tests.factories.cases import make_case
from tests.factories.documents import make_document
from tests.factories.reading import opened
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db
GRANTED: dict[str, Any] = {
    "event": "reasonable_grounds_found", "on": TODAY, "paper": "seen", "end_on": ahead(45)
}  # fmt: skip
CHANGE = {"why": "letter", "end_on": ahead(60), "reason": "The letter came", "paper": "seen"}


def read(member: Member, case: Case) -> Any:
    return ask(member, "get", "residence_list", case)


def write(member: Member, case: Case, **body: Any) -> Any:
    """An event by somebody who has read the stay as it is now."""
    headers = {"If-Match": read(member, case)["ETag"]}
    return ask(member, "post", "residence_list", case, body=body, headers=headers)


def test_an_event_is_written_down_and_read_again(cast: Cast, case: Case):
    scheme, trail = make_scheme(), Trail()
    answer = write(cast.caseworker, case, **GRANTED, authority="Invented Office", scheme=scheme.pid, work="no")
    assert answer.status_code == 201
    assert trail.rows()[-1] == ("residence:record", "ok")
    user = cast.caseworker.user
    assert status_of(user, case) == "reflection" and "reflection_end" in watched(user, case)
    shown = read(cast.caseworker, case)
    body = shown.json()
    assert shown["ETag"].endswith(f'stay={body["version"]}"') and body["version"] == answer.json()["versions"]["stay"]
    assert body["standing"]["value"]["status"] == "reflection" and body["cooperation"] == {"state": "empty"}
    [event] = body["chain"]
    assert event["pid"] == answer.json()["pid"] and event["facts"]["value"]["scheme"] == scheme.pid
    assert event["facts"]["value"]["authority"] == "Invented Office" and event["reason"] == {"state": "empty"}
    days = {row["facts"]["value"]["what"]: row for row in body["watched"]}
    assert days["reflection_end"]["due_on"] == str(GRANTED["end_on"]) and body["ended"] == []
    possible = {row["event"]: row["takes"] for row in body["possible"]}
    assert possible["terminated_early"] == ["reason", "forced", "limit_on"] and "permit_withdrawn" not in possible


def test_it_does_what_the_page_does(cast: Cast, case: Case):
    """The same event by both ways: the same facts, the same days."""
    tell(cast.caseworker, case, "status_established", status="no_status", reason="Overstayed")
    write(
        cast.caseworker,
        case,
        event="status_established",
        on=str(TODAY),
        paper="here",
        status="no_status",
        reason="Overstayed",
    )
    user = cast.caseworker.user
    first, second = StatusEvent.objects.filter(case=case).order_by("number")
    page, program = opened(user, first, "facts"), opened(user, second, "facts")
    assert program == page | {"from": "no_status"}
    assert opened(user, first, "reason") == opened(user, second, "reason")


def test_a_change_says_what_it_was_made_from(cast: Cast, case: Case):
    def send(**more: Any) -> Any:
        headers = more.pop("headers", None)
        body = {"event": "contact_lost", "on": str(TODAY), "paper": "none_yet", **more}
        return ask(cast.caseworker, "post", "residence_list", case, body=body, headers=headers)

    assert (send().status_code, send().json()["code"]) == (428, "version_needed")
    assert send(version=0).status_code == 201
    overtaken = send(version=0)
    assert (overtaken.status_code, overtaken.json()["versions"]) == (409, {"stay": 1})
    assert send(headers={"If-Match": '"stay=0"'}).status_code == 412
    assert send(headers={"If-Match": "nonsense"}).status_code == 412
    assert send(headers={"If-Match": '"stay=1"'}).status_code == 201
    assert StatusEvent.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"event": "abducted"}, "event"),
        ({"event": "cooperation_answered"}, "event"),
        ({"on": "soon"}, "on"),
        ({"on": None}, "on"),
        ({"end_on": "2026-02-30"}, "end_on"),
        ({"paper": "lost"}, "paper"),
        ({"document": "0000000000"}, "document"),
        ({"scheme": "0000000000"}, "scheme"),
        ({"limit_on": TODAY}, "limit_on"),
        ({"suspensive": "limited"}, "suspensive"),
        ({"work": "perhaps"}, "work"),
        ({"conditions": "x" * 1001}, "conditions"),
        ({"authority": {"a": 1}}, "authority"),
        ({"version": "x"}, "version"),
        ({"caseworker": "x"}, ""),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, case: Case, body: dict[str, Any], name: str):
    answer = write(cast.caseworker, case, **(GRANTED | body))
    assert answer.status_code == 400 and list(answer.json()["fields"]) == [name]
    assert answer.json()["fields"][name][0].endswith(".")
    assert not StatusEvent.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"on": ahead(1)}, "day_ahead"),
        ({"end_on": ahead(-1)}, "end_before_start"),
        ({"event": "appeal_won", "end_on": TODAY}, "not_from_here"),
        ({"event": "status_established"}, "status_needed"),
    ],
)
def test_what_cannot_be_is_a_conflict(cast: Cast, case: Case, body: dict[str, Any], code: str):
    answer = write(cast.caseworker, case, **(GRANTED | body))
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_a_rule_of_another_kind_is_not_offered(cast: Cast, case: Case):
    scheme = make_scheme("FR-RP")
    tell(cast.caseworker, case, "permit_filed")
    answer = write(cast.caseworker, case, event="permit_granted", on=str(TODAY), paper="seen", scheme=scheme.pid)
    assert answer.status_code == 400 and "scheme" in answer.json()["fields"]


def test_it_rests_on_a_document_of_this_case(cast: Cast, case: Case):
    document = make_document(cast.caseworker.user, case, kind="decision")
    answer = write(cast.caseworker, case, **GRANTED | {"paper": "none_yet", "document": document.pid})
    assert answer.status_code == 201
    [event] = read(cast.caseworker, case).json()["chain"]
    assert event["document"] == document.pid and event["facts"]["value"]["paper"] == "here"


def test_the_answer_of_the_person_is_added(cast: Cast, case: Case):
    write(cast.caseworker, case, **GRANTED)
    body = {"answer": "no", "on": str(TODAY)}
    assert ask(cast.caseworker, "post", "cooperation_answer", case, body=body).status_code == 428
    assert ask(cast.caseworker, "post", "cooperation_answer", case, body=body | {"version": 7}).status_code == 409
    trail = Trail()
    answer = ask(cast.caseworker, "post", "cooperation_answer", case, body=body | {"version": 1})
    assert answer.status_code == 201 and trail.rows() == [("cooperation:answer", "ok")]
    shown = read(cast.caseworker, case).json()
    assert shown["cooperation"]["value"]["answer"] == "no" and shown["version"] == 2
    assert "cooperation" not in {row["facts"]["value"]["what"] for row in shown["watched"]}
    ahead = {"answer": "yes", "on": str(TODAY + DAY), "version": 2}
    assert ask(cast.caseworker, "post", "cooperation_answer", case, body=ahead).json()["code"] == "day_ahead"
    wrong = {"answer": "maybe", "on": str(TODAY), "version": 2}
    assert ask(cast.caseworker, "post", "cooperation_answer", case, body=wrong).status_code == 400


def test_a_day_from_the_letter_is_watched(cast: Cast, case: Case):
    trail = Trail()
    body = {"what": "report", "on": str(TODAY + 5 * DAY), "paper": "seen", "reason": "Each month"}
    answer = ask(cast.caseworker, "post", "deadline_list", case, body=body)
    assert answer.status_code == 201 and trail.rows() == [("deadline:create", "ok")]
    pid = answer.json()["pid"]
    assert answer.json()["versions"] == {"stay": 0, f"day.{pid}": 1}
    [row] = read(cast.caseworker, case).json()["watched"]
    assert (row["pid"], row["facts"]["value"]["basis"], row["reason"]["value"]) == (pid, "letter", "Each month")
    for wrong in ({"what": "detention"}, {"on": ""}, {"paper": None}, {"reason": "x" * 1001}, {"why": "letter"}):
        assert ask(cast.caseworker, "post", "deadline_list", case, body=body | wrong).status_code == 400


def test_another_last_day_takes_the_place_of_the_first(cast: Cast, case: Case):
    write(cast.caseworker, case, **GRANTED)
    row = row_of(cast.caseworker.user, case, "reflection_end")
    send = {"body": CHANGE, "headers": {"If-Match": read(cast.caseworker, case)["ETag"]}}
    answer = ask(cast.caseworker, "patch", "deadline_detail", case, row, **send)
    assert answer.status_code == 200 and answer["ETag"].startswith('"day.')
    shown = read(cast.caseworker, case).json()
    new = next(one for one in shown["watched"] if one["pid"] == answer.json()["pid"])
    assert (new["replaces"], new["due_on"], new["version"]) == (row.pid, str(CHANGE["end_on"]), 1)
    assert row.pid in {one["pid"] for one in shown["ended"]}
    again = ask(cast.caseworker, "patch", "deadline_detail", case, row, **send)
    assert (again.status_code, again.json()["code"]) == (409, "date_ended")


def test_a_day_is_changed_from_its_present_version_only(cast: Cast, case: Case):
    write(cast.caseworker, case, **GRANTED)
    row = row_of(cast.caseworker.user, case, "reflection_end")

    def send(name: str, method: str, body: dict[str, Any], headers: Any = None) -> tuple[int, str]:
        answer = ask(cast.caseworker, method, name, case, row, body=body, headers=headers)
        return answer.status_code, answer.json()["code"]

    for name, method, body in (("deadline_detail", "patch", CHANGE), ("deadline_end", "post", {"outcome": "Told"})):
        assert send(name, method, body) == (428, "version_needed")
        assert send(name, method, body | {"version": 3}) == (409, "changed_meanwhile")
        assert send(name, method, body, {"If-Match": f'"day.{row.pid}=3"'}) == (412, "changed_meanwhile")
    assert send("deadline_detail", "patch", CHANGE | {"reason": " ", "version": 1})[0] == 400
    assert send("deadline_detail", "patch", CHANGE | {"why": "whim", "version": 1})[0] == 400
    assert (
        send("deadline_detail", "patch", CHANGE | {"end_on": str(TODAY - DAY), "version": 1})[1] == "end_before_start"
    )
    without = {name: value for name, value in CHANGE.items() if name != "end_on"}
    assert send("deadline_detail", "patch", without | {"version": 1})[1] == "end_needed"
    assert send("deadline_end", "post", {"outcome": "", "version": 1})[0] == 400


def test_what_was_done_ends_it(cast: Cast, case: Case):
    write(cast.caseworker, case, **GRANTED)
    row = row_of(cast.caseworker.user, case, "information")
    trail, body = Trail(), {"outcome": "Told in Thai", "version": 1}
    assert ask(cast.caseworker, "post", "deadline_end", case, row, body=body).status_code == 204
    assert trail.rows() == [("deadline:end", "ok")]
    ended = next(one for one in read(cast.caseworker, case).json()["ended"] if one["pid"] == row.pid)
    assert ended["outcome"]["value"] == "Told in Thai" and ended["ended_by"] == cast.caseworker.user.display_name


def test_days_at_the_ends_of_the_calendar_break_nothing(cast: Cast, case: Case):
    for on in ("0001-01-01", "9999-12-31"):
        for what in ("permit_end", "renewal_closes", "appeal_limit", "report"):
            body = {"what": what, "on": on, "paper": "seen"}
            answer = ask(cast.caseworker, "post", "deadline_list", case, body=body)
            assert answer.status_code in {400, 409}, (on, what, answer.content)
    answer = write(cast.caseworker, case, **GRANTED | {"on": "0001-01-01", "end_on": "9999-12-31"})
    assert answer.status_code in {400, 409}, answer.content
    assert read(cast.caseworker, case).status_code == 200
    assert cast.caseworker.get("cases:residence_list", case).status_code == 200
    assert cast.caseworker.get("cases:today").status_code == 200


def test_a_day_of_another_case_is_absent(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user)
    tell(cast.caseworker, other, "reasonable_grounds_found", end_on=TODAY + 5 * DAY)
    row = row_of(cast.caseworker.user, other, "reflection_end")
    for pid in (row.pid, new_pid()):
        sent = {"body": CHANGE | {"version": 1}}
        assert ask(cast.caseworker, "patch", "deadline_detail", case, pid, **sent).status_code == 404
    assert StatusDate.objects.get(pk=row.pk).ended_at is None


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor", "administrator"])
def test_for_nobody_else_is_there_anything(cast: Cast, case: Case, username: str):
    member = getattr(cast, username)
    assert read(member, case).status_code == 404
    assert ask(member, "post", "residence_list", case, body=GRANTED | {"version": 0}).status_code == 404
    assert not StatusDate.objects.filter(case=case).exists()
