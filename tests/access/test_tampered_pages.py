"""Cells changed behind the program's back: the page says so in their place, and everything else keeps working."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Case, ContactSheet, Dependant, Episode, HealthSheet, LegalSheet, NeedSheet, Note, Person
from tests.access.canaries import fill, mark, marks_in, value_with
from tests.access.probe import Answer, ask
from tests.access.reading import lists
from tests.access.world import World
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db

# As a box of its own, and in a line of text.
MARK, SHORT = "This was changed from outside and cannot be shown.", "Cannot be shown"
Damage = Callable[[bytes, bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "flipped at the end": lambda cell, other: cell[:-1] + bytes([cell[-1] ^ 1]),
    "flipped in the middle": lambda cell, other: (
        cell[: len(cell) // 2] + bytes([cell[len(cell) // 2] ^ 128]) + cell[len(cell) // 2 + 1 :]
    ),
    "flipped in the header": lambda cell, other: bytes([cell[0] ^ 1]) + cell[1:],
    "cut short": lambda cell, other: cell[:-5],
    "nearly empty": lambda cell, other: cell[:1],
    "longer": lambda cell, other: cell + b"\0",
    "swapped with another case": lambda cell, other: other,
    "plain text": lambda cell, other: b"Plain words that somebody wrote there",
}
FIELDS = {
    "alias": (Case, "alias"),
    "name_used": (Case, "name_used"),
    "safe_contact": (ContactSheet, "safe_contact"),
    "profile": (Person, "profile"),
    "given_name": (Person, "given_name"),
    "birth_date": (Person, "birth_date"),
    "phone": (ContactSheet, "phone"),
    "note": (Note, "text"),
    "facts": (Episode, "facts"),
    "account": (Episode, "account"),
    "needs": (NeedSheet, "needs"),
    "alerts": (HealthSheet, "alerts"),
    "papers": (LegalSheet, "papers"),
    "dependant": (Dependant, "relation"),
}
PAGES = tuple(
    f"cases:{name}"
    for name in ("case_detail", "facts_list", "timeline_list", "consent_list", "look_list", "identification_list")
)
CODES = {
    "given_name": "person.given_name", "birth_date": "person.birth_date", "phone": "contactsheet.phone",
    "alerts": "healthsheet.alerts", "papers": "legalsheet.papers",
}  # fmt: skip
IN_API = {
    "given_name": "identity", "birth_date": "identity", "phone": "contact", "alerts": "health", "papers": "legal",
    "needs": "needs", "profile": "profile", "safe_contact": "safe_contact",
}  # fmt: skip


@pytest.fixture(scope="module")
def marked(world: World, clients: dict[str, Client]) -> Iterator[World]:
    fill(world)
    yield world


def row_of(model: type[Any], case: Case) -> Any:
    """The row of the case that holds the field."""
    own = {"pk": case.pk} if model is Case else {"case": case}
    rows = model.objects.filter(**own)
    return (rows.filter(health_text__isnull=True) if model is Note else rows).first()


def stored(row: Any, name: str) -> bytes:
    """The bytes as the database holds them."""
    table, key = row._meta.db_table, row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{name}" FROM "{table}" WHERE id = %s', [key])
        return bytes(cursor.fetchone()[0])


def put(row: Any, name: str, cell: bytes) -> None:
    """Write bytes past the program."""
    table, key = row._meta.db_table, row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{name}" = %s WHERE id = %s', [connection.Database.Binary(cell), key])


def damage(world: World, field: str, how: str) -> tuple[Any, str, bytes]:
    """Damage a field of the own case; the row, the column and what stands there now."""
    model, name = FIELDS[field]
    row = row_of(model, world.cases["own"])
    cell = DAMAGES[how](stored(row, name), stored(row_of(model, world.cases["team"]), name))
    put(row, name, cell)
    return row, name, cell


def get(client: Client, name: str, case: Case, query: str = "") -> Answer:
    """A page of the case; of the timeline the notes, which newer events would push off its first page."""
    query = query or ("?kind=note" if name == "cases:timeline_list" else "")
    return ask(client, "get", reverse(name, args=[case.pid]) + query)


def pairs() -> list[tuple[str, str]]:
    """Every damage to a note, and two of them to every other field: the cells themselves are tested where they are made."""
    some = ("flipped at the end", "swapped with another case")
    return [(field, how) for field in FIELDS for how in (DAMAGES if field in {"note", "alias"} else some)]


@pytest.mark.parametrize(("field", "how"), pairs())
def test_pages_say_so_and_keep_working(field: str, how: str, marked: World, clients: dict[str, Client]):
    case, client = marked.cases["own"], clients["caseworker"]
    with transaction.atomic():
        whole = {name: marks_in(get(client, name, case).body, "own") for name in PAGES}
        row, name, cell = damage(marked, field, how)
        label = f"{row._meta.label_lower}.{name}"
        told: set[str] = set()
        for page in PAGES:
            answer = get(client, page, case)
            assert answer.status == 200, page
            if label in whole[page] or MARK in answer.body or SHORT in answer.body:
                told.add(page)
                assert MARK in answer.body or SHORT in answer.body, page
            assert marks_in(answer.body, "own") == whole[page] - {label}, page
            assert "Plain words" not in answer.body and mark(label, "team") not in answer.body
        assert bool(told) is (field not in {*CODES, "account"})
        if field in CODES:
            answer = ask(
                client, "post", reverse("cases:case_reveal", args=[case.pid]) + "?at=facts", {"field": CODES[field]}
            )
            assert answer.status == 200 and MARK in answer.body
        for page, text in lists(client):
            assert (label in marks_in(text, "own")) is False, page
        assert stored(row, name) == cell
        transaction.set_rollback(True)


@pytest.mark.parametrize("field", [*IN_API, "alias", "name_used", "note"])
def test_the_api_says_tampered(field: str, marked: World, clients: dict[str, Client]):
    case, client = marked.cases["own"], clients["caseworker"]
    with transaction.atomic():
        row, name, _cell = damage(marked, field, "flipped in the middle")
        if field == "note":
            answer = ask(client, "get", reverse("api:note_detail", args=[case.pid, row.pid]))
            several = ask(client, "get", reverse("api:note_list", args=[case.pid]))
            assert '"text":{"state":"tampered"}' in answer.body and '"text":{"state":"tampered"}' in several.body
        else:
            answer = get(client, "api:case_detail", case, f"?open={IN_API.get(field, '')}")
            assert f'"{name}":{{"state":"tampered"}}' in answer.body
            assert answer.body.count("tampered") == 1
        assert answer.status == 200
        transaction.set_rollback(True)


# Section -> (damaged field, a field beside it, what is typed).
BESIDE = {
    "identity": ("given_name", "family_name", {"alias": "Alias", "family_name": "Typed"}),
    "contact": ("phone", "email", {"safe_answer": "only_she", "email": "a@example.org"}),
    "health": ("alerts", "needs", {"needs": "Typed"}),
    "legal": ("papers", "notes", {"notes": "Typed"}),
    "needs": ("needs", "wishes", {"wishes": "Typed"}),
}


@pytest.mark.parametrize("section", BESIDE)
def test_other_fields_can_be_saved_and_the_damaged_bytes_stay(section: str, marked: World, clients: dict[str, Client]):
    case, client = marked.cases["own"], clients["caseworker"]
    field, beside, typed = BESIDE[section]
    path = reverse("cases:facts_edit", args=[case.pid, section])
    with transaction.atomic():
        row, name, cell = damage(marked, field, "flipped at the end")
        before = stored(row, beside)
        page = ask(client, "get", path)
        assert page.status == 200 and MARK in page.body
        assert not re.search(rf'name="{name}(_0)?"', page.body)
        answer = ask(client, "post", path, typed | {name: "Typed over"}, keep=True)
        assert answer.status == 302 and answer.events[-1][1] == "ok"
        assert stored(row, name) == cell
        assert stored(row, beside) != before
        transaction.set_rollback(True)


@pytest.mark.parametrize(("field", "section"), [("profile", "person"), ("facts", "happened")])
def test_damaged_answers_are_not_written_over(field: str, section: str, marked: World, clients: dict[str, Client]):
    case, client = marked.cases["own"], clients["caseworker"]
    names = marked.names("caseworker", "own")
    path = (
        reverse("cases:episode_edit", args=[case.pid, names["episode_pid"], section])
        if field == "facts"
        else reverse("cases:facts_edit", args=[case.pid, section])
    )
    with transaction.atomic():
        row, name, cell = damage(marked, field, "cut short")
        assert MARK in ask(client, "get", path).body
        answer = ask(client, "post", path, {"sex": "male", "age_at_start": "20", "version": row.version}, keep=True)
        assert answer.status in {200, 409} and stored(row, name) == cell
        body: dict[str, Any] = {"profile": {"sex": "male"}, "identity": {"version": row.version}}
        if field == "facts":
            body = {"episode": {"pid": row.pid, "facts": {}, "version": row.version}}
        api = ask(client, "patch", reverse("api:case_detail", args=[case.pid]), body, keep=True)
        assert api.status in {409, 503} and stored(row, name) == cell
        transaction.set_rollback(True)


def test_the_api_writes_other_fields_and_leaves_the_damaged_one(marked: World, clients: dict[str, Client]):
    path = reverse("api:case_detail", args=[marked.cases["own"].pid])
    with transaction.atomic():
        row, name, cell = damage(marked, "given_name", "nearly empty")
        typed = {"identity": {"family_name": "Typed", "version": row.version}}
        answer = ask(clients["caseworker"], "patch", path, typed, keep=True)
        assert answer.status == 200 and stored(row, name) == cell
        transaction.set_rollback(True)


def test_a_damaged_note_can_be_followed_by_another(marked: World, clients: dict[str, Client]):
    case, client = marked.cases["own"], clients["caseworker"]
    with transaction.atomic():
        row, name, cell = damage(marked, "note", "flipped in the header")
        answer = ask(client, "get", reverse("cases:note_detail", args=[case.pid, row.pid]))
        assert answer.status == 200 and MARK in answer.body
        assert ask(client, "post", reverse("cases:note_create", args=[case.pid]), {"text": "Next"}).status == 302
        edit = ask(client, "get", reverse("cases:note_edit", args=[case.pid, row.pid]))
        assert edit.status == 200 and stored(row, name) == cell
        transaction.set_rollback(True)


def test_a_list_of_fifty_with_one_bad_cell(marked: World, clients: dict[str, Client]):
    with transaction.atomic():
        made = [make_case(marked.users["caseworker"], alias=f"Bird{number:02d}") for number in range(50)]
        cell = stored(made[20], "alias")
        put(made[20], "alias", cell[:-1] + bytes([cell[-1] ^ 1]))
        page = ask(clients["caseworker"], "get", reverse("cases:case_list") + "?list=mine&size=50")
        api = ask(clients["caseworker"], "get", reverse("api:case_list") + "?size=50")
        assert page.status == api.status == 200
        found = set(re.findall(r"Bird\d\d", page.body))
        assert len(found) == 49 and "Bird20" not in found
        assert made[20].pid in page.body and made[20].reference in page.body
        assert page.body.count(SHORT) == 1
        assert api.body.count('"alias":{"state":"tampered"}') == 1
        assert ("case:list", "ok") in page.events and len(page.events) == 1
        transaction.set_rollback(True)


def test_the_trail_names_the_damaged_row(marked: World, clients: dict[str, Client]):
    with transaction.atomic():
        row, _name, _cell = damage(marked, "note", "flipped at the end")
        notes = reverse("cases:timeline_list", args=[marked.cases["own"].pid]) + "?kind=note"
        ask(clients["caseworker"], "get", notes, keep=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT detail FROM audit_event ORDER BY seq DESC LIMIT 1")
            detail = cursor.fetchone()[0]
        assert str(row.pk) in str(detail) and "tampered" in str(detail)
        assert value_with("cases.note.text", "own") not in str(detail)
        transaction.set_rollback(True)
