"""Fetching a document: who may, in what wrapping, and that a byte changed where it is kept is never handed out."""

import json
import tracemalloc
from collections.abc import Callable

import pytest
from django.db import connection

from cases.access import admit, relation_of_visible
from cases.assignment.actions import write_grant
from cases.document import storage
from cases.document.actions import fetch_document
from cases.models import Case, Document, DocumentChunk
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.factories.documents import PDF, make_document
from tests.factories.reading import last_event

LONG = PDF + b"".join(number.to_bytes(4, "big") for number in range(storage.CHUNK)) + b"%%EOF"
SIZES = (storage.CHUNK - 1, storage.CHUNK, storage.CHUNK + 1, 2 * storage.CHUNK)


@pytest.fixture
def document(cast: Cast, case: Case) -> Document:
    return make_document(cast.caseworker.user, case, LONG, name="Plover.pdf", as_it_came=True)


def fetch(member, case: Case, document: Document):
    return member.get("cases:document_fetch", case, document)


def test_it_comes_back_as_it_was_under_a_sandbox(cast: Cast, case: Case, document: Document):
    answer = fetch(cast.caseworker, case, document)
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
    assert answer["Content-Disposition"] == f'attachment; filename="file-{document.pid}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    # The row of the trail stands before the first byte is asked for, and no other is written for what follows.
    event = last_event(case)
    told = json.loads(event.detail)
    assert (event.tag, event.subject_id, told["purposes"]) == ("file:fetch", str(document.pk), ["download"])
    assert told["revealed"]["cases.documentchunk.content"] == DocumentChunk.objects.count() > 3
    assert b"".join(answer.streaming_content) == LONG and last_event(case) == event
    assert answer["Content-Length"] == str(len(LONG))


@pytest.mark.parametrize("size", SIZES)
def test_edges_of_the_pieces(cast: Cast, case: Case, size: int):
    data = PDF + bytes(size - len(PDF) - 5) + b"%%EOF"
    row = make_document(cast.caseworker.user, case, data, as_it_came=True)
    assert b"".join(fetch(cast.caseworker, case, row).streaming_content) == data
    assert DocumentChunk.objects.count() == -(-size // storage.CHUNK)


@pytest.mark.parametrize(
    ("kind", "readers"),
    [
        ("decision", {"caseworker", "coordinator", "legal"}),
        ("identity", {"caseworker", "coordinator", "legal"}),
        ("letter", {"caseworker", "coordinator", "legal"}),
        ("medical", {"coordinator", "health"}),
    ],
)
def test_the_kind_says_who_may_open_it(cast: Cast, case: Case, kind: str, readers: set[str]):
    for user in (cast.legal.user, cast.health.user):
        write_grant(actor=cast.coordinator.user, case=case, user=user)
    row = make_document(
        cast.health.user if kind == "medical" else cast.caseworker.user, case, kind=kind, name="Gull.pdf"
    )
    for username in ("caseworker", "coordinator", "legal", "health", "shelter", "caseworker2", "outsider"):
        member = getattr(cast, username)
        may = username in readers
        assert fetch(member, case, row).status_code == (200 if may else 404), username
        assert ("Gull" in member.get("cases:document_list", case).content.decode()) is may, username
        path = f"/api/v1/cases/{case.pid}/documents/"
        assert member.client.get(f"{path}{row.pid}/").status_code == (200 if may else 404), username
        assert ("Gull" in member.client.get(path).content.decode()) is may, username
    hidden = cast.health if kind != "medical" else cast.caseworker
    assert "restricted for you" in hidden.get("cases:document_list", case).content.decode()


def test_not_through_another_case(cast: Cast, case: Case, document: Document):
    other = make_case(cast.caseworker.user, alias="Gull")
    assert fetch(cast.caseworker, other, document).status_code == 404


def _raw(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _chunk(document: Document, number: int) -> tuple[object, bytes]:
    """The key of a piece as the engine writes it, and its stored bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, content FROM cases_documentchunk WHERE document_id = %s AND number = %s",
            [document.pk.hex if connection.vendor == "sqlite" else document.pk, number],
        )
        key, content = cursor.fetchone()
        return key, bytes(content)


def _put(key: object, content: bytes) -> None:
    _raw("UPDATE cases_documentchunk SET content = %s WHERE id = %s", content, key)


def flip(document: Document, other: Document) -> None:
    key, content = _chunk(document, 1)
    _put(key, content[:500] + bytes([content[500] ^ 1]) + content[501:])


def swap(document: Document, other: Document) -> None:
    (one, first), (two, second) = _chunk(document, 0), _chunk(document, 1)
    _put(one, second)
    _put(two, first)


def of_another(document: Document, other: Document) -> None:
    _put(_chunk(document, 1)[0], _chunk(other, 1)[1])


def cut_short(document: Document, other: Document) -> None:
    key, content = _chunk(document, 1)
    _put(key, content[:-1])


def emptied(document: Document, other: Document) -> None:
    _raw("UPDATE cases_documentchunk SET content = NULL WHERE id = %s", _chunk(document, 1)[0])


def last_taken_away(document: Document, other: Document) -> None:
    _raw("DELETE FROM cases_documentchunk WHERE id = %s", _chunk(document, 2)[0])


def facts_of_another(document: Document, other: Document) -> None:
    _raw(
        "UPDATE cases_document SET facts = (SELECT facts FROM cases_document WHERE pid = %s) WHERE pid = %s",
        other.pid,
        document.pid,
    )


@pytest.mark.parametrize("harm", [flip, swap, of_another, cut_short, emptied, last_taken_away, facts_of_another])
def test_what_was_harmed_is_not_handed_out(
    cast: Cast, case: Case, document: Document, harm: Callable[[Document, Document], None]
):
    other = make_document(cast.caseworker.user, case, LONG, as_it_came=True)
    harm(document, other)
    answer = fetch(cast.caseworker, case, document)
    assert answer.status_code == 409 and "damaged where it is kept" in answer.content.decode()
    assert cast.caseworker.get("cases:document_list", case).status_code == 200
    assert b"".join(fetch(cast.caseworker, case, other).streaming_content) == LONG


def test_it_is_opened_piece_by_piece(cast: Cast, case: Case):
    """Handing out 16 MB needs room for a few pieces, not for all of it."""
    row = make_document(cast.caseworker.user, case, PDF + bytes(16 * 1024 * 1024) + b"%%EOF", as_it_came=True)
    user = cast.caseworker.user
    with acting(user):
        admit(user, [case.pk], relation_of_visible(user))
        tracemalloc.start()
        _item, content = fetch_document(row)
        total = sum(len(piece) for piece in content)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert total > 16 * 1024 * 1024 and peak < 3 * 1024 * 1024
