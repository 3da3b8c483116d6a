"""Drafts: sealed for the one who typed, replaced by the next save, gone after their days."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Event
from audit.record import scope
from common.drafts.actions import MOST_BYTES, DraftTooLong, delete_draft, load_draft, purge_drafts, save_draft
from common.drafts.models import Draft
from common.drafts.tasks import purge_old_drafts
from encryption.errors import ClearanceError, NoSink
from encryption.principal import acting_as
from tests.common.conftest import principal_of

pytestmark = pytest.mark.django_db
TYPED = {"text": "Zq heron ቀበሮ", "who": ["a", "b"]}


@pytest.fixture
def draft(worker) -> Draft:
    with acting_as(principal_of(worker)):
        return save_draft(owner=worker, kind="note", key="ABCDEFGHJK", content=TYPED)


def opened(user, **names: str) -> dict | None:
    with acting_as(principal_of(user)), scope(actor=user, via="test"):
        return load_draft(owner=user, **names)


def test_what_was_typed_comes_back(draft, worker):
    assert opened(worker, kind="note", key="ABCDEFGHJK") == TYPED
    assert opened(worker, kind="note", key="") is None
    assert opened(worker, kind="intake", key="ABCDEFGHJK") is None


def test_the_database_holds_no_word_of_it(draft):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM common_draft")
        row = repr(cursor.fetchall())
    for word in ("Zq", "heron", "ቀበሮ", "Zq heron".encode("utf-16-le").hex()):
        assert word not in row


def test_a_later_save_takes_its_place(draft, worker):
    with acting_as(principal_of(worker)):
        save_draft(owner=worker, kind="note", key="ABCDEFGHJK", content={"text": "later"})
    assert Draft.objects.count() == 1
    assert opened(worker, kind="note", key="ABCDEFGHJK") == {"text": "later"}


def test_two_drafts_of_one_form_cannot_exist(draft, worker):
    twin = Draft(
        owner=worker, organisation_id=worker.organisation_id, kind="note", key="ABCDEFGHJK", expires_at=timezone.now()
    )
    with acting_as(principal_of(worker)), pytest.raises(IntegrityError), transaction.atomic():
        twin.content = {}
        twin.save()


def test_a_colleague_finds_none_and_cannot_open_this_one(draft, worker, colleague):
    assert opened(colleague, kind="note", key="ABCDEFGHJK") is None
    assert not Draft.objects.visible_to(colleague).exists()
    with acting_as(principal_of(colleague)), scope(actor=colleague), pytest.raises(ClearanceError):
        Draft.objects.get().content.reveal()


def test_nobody_opens_it_outside_the_trail(draft, worker):
    with acting_as(principal_of(worker)), pytest.raises(NoSink):
        Draft.objects.get().content.reveal()


def test_opening_is_recorded_and_saving_is_not(draft, worker):
    assert not Event.objects.exists()
    opened(worker, kind="note", key="ABCDEFGHJK")
    (row,) = Event.objects.all()
    assert json.loads(row.detail)["revealed"] == {"common.draft.content": 1}
    assert row.case_id is None


def test_a_damaged_draft_counts_as_none(draft, worker):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE common_draft SET content = %s", [b"\x01\x01" + bytes(60)])
    assert opened(worker, kind="note", key="ABCDEFGHJK") is None


def test_a_draft_that_is_no_form_is_refused(worker):
    with acting_as(principal_of(worker)), pytest.raises(DraftTooLong):
        save_draft(owner=worker, kind="note", content={"text": "x" * (MOST_BYTES + 1)})


def test_sent_texts_are_dropped(draft, worker, colleague):
    delete_draft(owner=colleague, kind="note", key="ABCDEFGHJK")
    assert Draft.objects.count() == 1
    delete_draft(owner=worker, kind="note", key="ABCDEFGHJK")
    assert not Draft.objects.exists()


def test_it_is_kept_for_its_days_and_no_longer(draft):
    assert draft.expires_at - timezone.now() > timedelta(days=settings.DRAFT_DAYS) - timedelta(minutes=1)
    assert purge_drafts() == 0
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    purge_old_drafts()
    assert not Draft.objects.exists()
    (row,) = Event.objects.all()
    assert (row.tag, json.loads(row.detail)["count"]) == ("draft:purge", 1)
