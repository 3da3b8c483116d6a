"""One row per request, before the response leaves; without the row no data."""

import json
import re

import pytest
from django.db import connection
from django.test import Client

from accounts.matrix import OWN_DRAFTS
from accounts.models import User
from audit.models import Event
from audit.record import scope
from common.drafts.actions import save_draft
from encryption.principal import Principal, acting_as
from tests.audit.urls import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.audit.urls")]


@pytest.fixture
def client(worker: User) -> Client:
    """The worker's browser; a draft of hers lies sealed in the database."""
    principal = Principal(str(worker.pk), worker.organisation_id)
    principal.admit(worker.pk, OWN_DRAFTS)
    with acting_as(principal), scope(actor=worker, via="test"):
        save_draft(owner=worker, kind="note", content={"text": SECRET})
    browser = Client(raise_request_exception=False)
    browser.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def rows(client: Client) -> "list[int]":
    """Where the trail ended before the request."""
    return [Event.objects.count()]


def new(rows: list[int]) -> list[Event]:
    return list(Event.objects.order_by("seq")[rows[0] :])


def test_a_page_that_opens_fields_leaves_one_row(client, rows, worker):
    answer = client.get("/t/read/")
    assert answer.content.decode().count(SECRET) == 3
    (row,) = new(rows)
    assert (row.tag, row.outcome, row.actor_id) == ("draft:open", "ok", worker.pk)
    assert row.organisation_id == worker.organisation_id
    detail = json.loads(row.detail)
    assert detail["revealed"] == {"common.draft.content": 3}
    assert detail["purposes"] == ["stated"]


def test_a_page_that_reads_what_is_not_sealed_leaves_one_row(client, rows):
    client.get("/t/plain/")
    assert [row.tag for row in new(rows)] == ["user:list"]


def test_a_page_that_reads_nothing_leaves_none(client, rows):
    client.get("/t/idle/")
    assert new(rows) == []


def test_an_action_takes_over_what_was_read_on_the_way(client, rows):
    client.post("/t/change/")
    (row,) = new(rows)
    detail = json.loads(row.detail)
    assert row.tag == "setting:change"
    assert detail["changed"] == ["language"]
    assert detail["also"] == ["user:open"]
    assert detail["revealed"] == {"common.draft.content": 1}


def test_a_refusal_is_never_hidden_in_the_row_of_an_action(client, rows):
    client.post("/t/change-and-refuse/")
    assert [(row.tag, row.outcome) for row in new(rows)] == [("setting:change", "ok"), ("case:open", "refused")]


def test_what_a_failed_action_had_absorbed_is_still_told(client, rows):
    assert client.post("/t/change-refused/").status_code == 409
    (row,) = new(rows)
    assert row.tag == "field:reveal"
    assert json.loads(row.detail)["revealed"] == {"common.draft.content": 1}


def test_a_refused_try_leaves_a_row(client, rows):
    assert client.get("/t/not-allowed/").status_code == 404
    assert [(row.tag, row.outcome) for row in new(rows)] == [("access:refuse", "refused")]


def test_a_missing_clearance_is_a_refused_try(client, rows):
    assert client.get("/t/not-cleared/").status_code == 404
    assert [row.outcome for row in new(rows)] == ["refused"]


def test_an_address_that_does_not_exist_leaves_no_row(client, rows):
    assert client.get("/t/nothing-here/").status_code == 404
    assert new(rows) == []


def test_a_page_that_breaks_after_reading_leaves_its_row(client, rows):
    answer = client.get("/t/broken/")
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    (row,) = new(rows)
    assert row.tag == "user:open"
    assert SECRET not in row.detail


def test_refused_absent_and_uncleared_answer_alike(client):
    bodies = {client.get(f"/t/{page}/").content for page in ("not-allowed", "not-cleared", "nothing-here")}
    assert len({_without_token(body) for body in bodies}) == 1


def _without_token(body: bytes) -> bytes:
    return re.sub(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"', b"", body)


@pytest.mark.parametrize("page", ["read", "plain", "change", "not-allowed"])
def test_without_a_row_there_is_no_data(client, page):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO audit_elsewhere")
    answer = client.post(f"/t/{page}/") if page == "change" else client.get(f"/t/{page}/")
    assert answer.status_code == 503
    assert SECRET not in answer.content.decode()
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_session_stands_in_the_row_as_a_digest(client, rows):
    client.get("/t/plain/")
    (row,) = new(rows)
    assert len(row.session_digest) == 32
    assert client.session.session_key not in row.detail + row.session_digest
    client.get("/t/plain/")
    assert new(rows)[-1].session_digest == row.session_digest


def test_no_row_ever_holds_what_was_read(client, rows):
    for page in ("read", "plain", "change", "change-refused", "not-allowed", "broken"):
        client.get(f"/t/{page}/?q={SECRET}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_event")
        everything = repr(cursor.fetchall())
    assert len(new(rows)) == 6
    assert SECRET not in everything
    assert "Heron" not in everything
