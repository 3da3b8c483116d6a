"""The hunt: no marker of a sealed field is anywhere in the clear, and each was really stored."""

import base64
import json

import pytest

from accounts.demo import DEMO_PASSWORD
from cases.episode.questions import FACTS
from cases.person.questions import PROFILE
from encryption.registry import sealed_fields
from tests.hunt.hunter import Hunter, base64_middles
from tests.hunt.markers import PLAIN, SEALED, TYPED, Kind
from tests.hunt.places import Piece
from tests.hunt.scenario import Story

pytestmark = pytest.mark.queue
CODED = {"sex", "citizenship", "exploitation", "birthdate", "birth", "childrencount"}


HUNTER = Hunter(SEALED, TYPED, PLAIN)


def found(kind: Kind, data: bytes) -> list[str]:
    """How markers of a family stand in `data`."""
    return [str(hit) for hit in HUNTER.hits(data) if hit.kind is kind]


def found_among(kind: Kind, pieces: list[Piece]) -> dict[str, list[str]]:
    """{where: how} of every marker of a family in the clear."""
    return {f"{piece.place}: {piece.where}": ways for piece in pieces if (ways := found(kind, piece.data))}


def labels() -> list[str]:
    """Every sealed field of the product; the tests have models of their own."""
    return [declared.label for declared in sealed_fields() if not declared.label.startswith(("sealedapp.", "old."))]


def test_every_sealed_field_held_a_marker_that_reveal_gave_back(story: Story):
    empty = [label for label in labels() if not SEALED.found_in(" ".join(story.read[label]))]
    assert not empty
    assert set(labels()) <= set(story.read)


def test_so_did_every_coded_answer_and_date(story: Story):
    told = " ".join(" ".join(values) for values in story.read.values())
    names = {marker.removeprefix(SEALED.head).rstrip(f"0123456789{SEALED.tail}") for marker in SEALED.found_in(told)}
    wanted = {"".join(filter(str.isalpha, question.name))[:18] for question in [*PROFILE, *FACTS]}
    assert not (wanted | CODED) - names


@pytest.mark.parametrize("place", ["common.draft.content", "session", "factor"])
def test_so_did_drafts_sessions_and_factors(story: Story, place: str):
    assert SEALED.found_in(" ".join(story.read[place]))


@pytest.mark.parametrize("kind", ["file sent", "file report", "file bad"])
def test_so_did_the_files_of_an_import(story: Story, kind: str):
    assert [file for file in story.read[kind] if found(SEALED, base64.b64decode(file))]


@pytest.mark.parametrize("kind", [SEALED, TYPED], ids=["what was sealed", "what was typed where it does not belong"])
def test_no_marker_is_in_the_clear_while_everything_runs(story: Story, kind):
    assert not found_among(kind, story.live)


@pytest.mark.parametrize("kind", [SEALED, TYPED], ids=["what was sealed", "what was typed where it does not belong"])
def test_no_marker_is_in_the_clear_after_the_stop(story: Story, kind):
    assert not found_among(kind, story.left)


def test_no_secret_of_a_session_or_a_factor_and_no_password_is_in_the_clear(story: Story):
    assert len(story.secrets) > 20
    needles = {}
    for secret in {*story.secrets, DEMO_PASSWORD}:
        data = secret.encode()
        ways = [data, secret.encode("utf-16-le"), data.hex().encode(), *base64_middles(data)]
        needles |= {needle: secret for needle in ways}
    seen = {
        (piece.place, piece.where, needles[needle])
        for piece in [*story.live, *story.left]
        for needle in needles
        if needle in piece.data and piece.place not in {"outbox"}
    }
    assert not seen


def test_the_controls_are_found_where_they_must_be(story: Story):
    """Names of organisations, teams and colleagues are plain; were they not found, the hunt would be blind."""
    live = {piece.place for piece in story.live if found(PLAIN, piece.data)}
    left = {piece.place for piece in story.left if found(PLAIN, piece.data)}
    assert "table" in live & left
    assert {"database file", "write-ahead log"} <= live | left
    tables = {piece.where.strip('"') for piece in story.left if piece.place == "table" and found(PLAIN, piece.data)}
    assert {"accounts_organisation", "accounts_team", "accounts_user"} <= tables
    for name in ("organisation", "team", "person"):
        assert [piece for piece in story.left if story.controls[name].encode() in piece.data]


def test_every_place_was_looked_at(story: Story):
    places = {piece.place for piece in [*story.live, *story.left]}
    wanted = {"log", "table", "database file", "write-ahead log", "uploads", "beat", "static", "outbox", "process"}
    wanted |= {"Redis", "commands to Redis"} if story.installation.redis_url else {"queue"}
    assert wanted <= places
    tables = {piece.where.strip('"') for piece in story.live if piece.place == "table" and piece.data.strip()}
    assert {"audit_event", "django_session", "common_draft", "accounts_sharedcount", "common_job"} <= tables


def test_the_mail_that_was_sent_says_nothing_of_a_case(story: Story):
    mails = [piece for piece in story.left if piece.place == "outbox"]
    assert len([mail for mail in mails if story.controls["mail"].encode() in mail.data]) == 1
    assert not found_among(SEALED, mails)


def test_what_the_queue_carried_were_ids_of_jobs_and_nothing_else(story: Story):
    assert len(story.jobs) >= 4
    if story.installation.redis_url:
        told = story.installation.monitor.read_text(errors="replace")
        for pid in story.jobs:
            assert any(middle.decode() in told for middle in base64_middles(f'[["{pid}"]'.encode()))
        return
    arguments = []
    for piece in story.left:
        if piece.place == "queue" and "processed" in piece.where and piece.where.endswith(".msg"):
            message = json.loads(piece.data.partition(b"\n")[2])
            body = json.loads(base64.b64decode(message["body"]))
            arguments += [value for value in body[0] or []]
            assert body[1] == {}, piece.where
    assert set(story.jobs) <= set(arguments)
    assert all(len(value) == 10 and value.isalnum() for value in arguments)


def test_no_personal_value_is_in_a_header_a_title_or_an_address(story: Story):
    heads = [f"{a.method} {a.path}" for a in story.record if found(SEALED, a.head + a.path.encode())]
    assert not heads
    assert not [a.path for a in story.record if found(SEALED, "\n".join(a.page.addresses).encode())]
    files = [value for a in story.record for name, value in a.headers if name == "Content-Disposition"]
    assert files and all(value == 'attachment; filename="rows.xlsx"' for value in files)


def test_nothing_may_be_kept_by_a_browser(story: Story):
    ours = [a for a in story.record if not a.path.startswith("/static/") and a.status < 400]
    assert not [a.path for a in ours if dict(a.headers).get("Cache-Control") != "no-store"]


def test_whoever_may_not_see_a_case_gets_no_word_of_it(story: Story):
    assert len(story.refused) > 100
    assert not {a.path for a in story.refused if found(SEALED, a.body)}


def test_those_who_may_see_it_did(story: Story):
    """So that the silence above means something."""
    seen = {marker for answer in story.record if answer.status == 200 for marker in SEALED.found_in(answer.text)}
    assert len(seen) > 100


def test_of_a_dropped_draft_not_even_its_address_is_left(story: Story):
    """SQLite wipes what was deleted. PostgreSQL keeps old rows until it tidies up, sealed like the new ones."""
    if story.installation.database_url:
        pytest.skip("PostgreSQL tidies up later; the files of its tables are searched as they lie")
    files = [piece.data for piece in story.left if piece.place == "database file"]
    assert [data for data in files if story.cases["E"].encode() in data]
    assert story.dropped and not [key for key in story.dropped if any(key.encode() in data for data in files)]
