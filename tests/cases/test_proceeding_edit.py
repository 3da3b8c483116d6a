"""Changing a proceeding: what persons share changes for those whose case one may open."""

import pytest
from django.db import connection

from cases.models import Case, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import FACTS, link, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def change(cast: Cast, row: Proceeding, **data: str):
    return cast.caseworker.post("cases:proceeding_edit", row.case, row, **(FACTS | {"version": "1"} | data))


def test_other_facts(cast: Cast, proceeding: Proceeding):
    assert change(cast, proceeding, number="99/1").status_code == 302
    row = Proceeding.objects.get(pk=proceeding.pk)
    assert opened(cast.caseworker.user, row, "facts") == FACTS | {"number": "99/1"} and row.version == 2
    assert last_event(proceeding.case).tag == "proceeding:edit"


def test_nothing_changes_when_nothing_differs(cast: Cast, proceeding: Proceeding):
    assert change(cast, proceeding).status_code == 302
    assert Proceeding.objects.get(pk=proceeding.pk).version == 1


def test_who_was_overtaken_keeps_what_was_typed(cast: Cast, proceeding: Proceeding):
    change(cast, proceeding, number="99/1")
    answer = change(cast, proceeding, number="Typed by the second")
    assert answer.status_code == 409 and "Typed by the second" in answer.content.decode()


def test_shared_facts_reach_linked_persons_and_the_rest_stays_theirs(cast: Cast, proceeding: Proceeding):
    mine, theirs = make_case(cast.caseworker.user, alias="Wren"), make_case(cast.caseworker2.user, alias="Tern")
    open_to_me = link(cast.caseworker.user, proceeding, mine)
    hidden = link(cast.coordinator.user, proceeding, theirs)
    change(cast, proceeding, number="99/1", role="applicant")
    shown = opened(cast.caseworker.user, open_to_me, "facts")
    assert shown["number"] == "99/1" and "role" not in shown
    assert opened(cast.caseworker2.user, hidden, "facts")["number"] == FACTS["number"]


def test_over_the_api_the_change_says_its_version(cast: Cast, case: Case, proceeding: Proceeding):
    body = {"number": "99/1"}
    assert ask(cast.caseworker, "patch", "proceeding_detail", case, proceeding, body=body).status_code == 428
    tag = ask(cast.caseworker, "get", "legal_list", case)["ETag"]
    headers = {"If-Match": tag}
    answer = ask(cast.caseworker, "patch", "proceeding_detail", case, proceeding, body=body, headers=headers)
    assert answer.status_code == 200 and answer.json()["versions"] == {f"proceeding.{proceeding.pid}": 2}
    assert opened(cast.caseworker.user, proceeding, "facts") == FACTS | body
    again = ask(cast.caseworker, "patch", "proceeding_detail", case, proceeding, body=body, headers=headers)
    assert again.status_code == 412
    emptied = ask(cast.caseworker, "patch", "proceeding_detail", case, proceeding, body={"number": "", "version": 2})
    assert emptied.status_code == 200 and "number" not in opened(cast.caseworker.user, proceeding, "facts")


def test_what_was_changed_from_outside_is_said_and_nothing_takes_its_place(
    cast: Cast, case: Case, proceeding: Proceeding
):
    key = Proceeding._meta.pk.get_db_prep_value(proceeding.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM cases_proceeding WHERE id = %s", [key])
        cell = bytes(cursor.fetchone()[0])
        damaged = cell[:-1] + bytes([cell[-1] ^ 1])
        binary = connection.Database.Binary(damaged)
        cursor.execute("UPDATE cases_proceeding SET facts = %s WHERE id = %s", [binary, key])
    for name, rows in (("cases:legal_list", ()), ("cases:proceeding_detail", (proceeding,))):
        answer = cast.caseworker.get(name, case, *rows)
        assert answer.status_code == 200 and "changed from outside" in answer.content.decode()
    for answer in (cast.caseworker.get("cases:proceeding_edit", case, proceeding), change(cast, proceeding)):
        assert answer.status_code == 409 and "It stays as it is" in answer.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM cases_proceeding WHERE id = %s", [key])
        assert bytes(cursor.fetchone()[0]) == damaged
