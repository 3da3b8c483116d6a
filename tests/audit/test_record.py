"""Saying what happened: with the change, or not at all."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from accounts.models import User
from audit.errors import AuditNotWritten
from audit.models import Event
from audit.record import atomic, current_scope, reading, record, refused, scope, write_reads
from audit.scopes import Reading, Scope
from audit.tags import Outcome, Tag

pytestmark = pytest.mark.django_db


def tags() -> list[str]:
    return list(Event.objects.order_by("seq").values_list("tag", flat=True))


@atomic
def rename(user: User, name: str, *, then: Exception | None = None) -> None:
    user.display_name = name
    user.save()
    record(user, Tag.USER_EDIT, user, changed=["display_name"], case_id=UUID(int=5))
    if then is not None:
        raise then


def test_row_and_change_commit_together(worker):
    rename(worker, "Robin")
    (row,) = Event.objects.all()
    assert (row.tag, row.actor_id, row.organisation_id) == ("user:edit", worker.pk, worker.organisation_id)
    assert (row.subject_type, row.subject_id, row.case_id) == ("accounts.user", str(worker.pk), UUID(int=5))
    assert json.loads(row.detail) == {"changed": ["display_name"]}


def test_a_failed_action_leaves_neither_change_nor_row(worker):
    with pytest.raises(ZeroDivisionError):
        rename(worker, "Robin", then=ZeroDivisionError())
    worker.refresh_from_db()
    assert worker.display_name == "Wren"
    assert tags() == []


def test_an_inner_action_that_fails_leaves_the_outer_ones_rows(worker):
    @atomic
    def outer() -> None:
        record(worker, Tag.USER_OPEN, worker)
        with pytest.raises(ZeroDivisionError):
            rename(worker, "Robin", then=ZeroDivisionError())
        rename(worker, "Tern")

    outer()
    assert tags() == ["user:open", "user:edit"]
    worker.refresh_from_db()
    assert worker.display_name == "Tern"


def test_what_a_failed_inner_action_absorbed_is_told_by_the_next(worker):
    with scope(actor=worker) as opened:
        reading(Tag.USER_OPEN)

        @atomic
        def outer() -> None:
            with pytest.raises(ZeroDivisionError):
                rename(worker, "Robin", then=ZeroDivisionError())
            assert [read.tag for read in opened.pending.readings] == ["user:open"]
            record(worker, Tag.USER_ROLE, worker)

        outer()
        assert not opened.pending
    assert json.loads(Event.objects.get().detail)["also"] == ["user:open"]


def test_when_the_outer_action_fails_everything_absorbed_is_told_again(worker):
    with scope(actor=worker):
        reading(Tag.USER_OPEN)

        @atomic
        def outer() -> None:
            rename(worker, "Robin")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            outer()
    assert tags() == ["user:open"]


def test_a_record_outside_an_action_is_written_at_once(worker):
    record(None, Tag.SESSION_FAIL, worker, outcome=Outcome.FAILED, organisation_id=worker.organisation_id)
    row = Event.objects.get()
    assert (row.actor_id, row.outcome, row.organisation_id) == (None, "failed", worker.organisation_id)


def test_many_rows_of_one_action_are_written_last_and_all_or_none(worker):
    @atomic
    def load(count: int, *, then: Exception | None = None) -> None:
        for _ in range(count):
            record(worker, Tag.CASE_CREATE)
        # The queue of the chain is not held while the action is still at work.
        assert tags() == []
        if then:
            raise then

    with pytest.raises(ZeroDivisionError):
        load(700, then=ZeroDivisionError())
    assert tags() == []
    load(700)
    assert Event.objects.count() == 700


@pytest.mark.parametrize("value", ["Heron by the river", "Hérôn", b"bytes", 1.5, object(), ["Heron R."], {"a": "b c"}])
def test_text_cannot_be_put_into_a_row(worker, value):
    with pytest.raises(TypeError):
        record(worker, Tag.CASE_EDIT, worker, why=value)
    with pytest.raises(TypeError):
        record(worker, Tag.CASE_EDIT, worker, changed=["Heron R."])
    assert tags() == []


def test_ids_counts_and_codes_can(worker):
    number = uuid4()
    record(worker, Tag.CASE_IMPORT, count=3, file=number, kinds=["a:b"], dry_run=False, none=None)
    assert json.loads(Event.objects.get().detail) == {
        "count": 3,
        "file": str(number),
        "kinds": ["a:b"],
        "dry_run": False,
        "none": None,
    }


def test_nothing_is_read_or_refused_without_a_scope():
    assert current_scope() is None
    with pytest.raises(RuntimeError):
        reading(Tag.CASE_OPEN)
    with pytest.raises(RuntimeError):
        refused(Tag.CASE_OPEN)


def test_a_scope_writes_what_was_read_when_it_ends_also_after_an_error(worker):
    with pytest.raises(ZeroDivisionError), scope(actor=worker, via="command", purpose="check_all"):
        reading(Tag.CASE_LIST)
        raise ZeroDivisionError
    row = Event.objects.get()
    assert (row.tag, row.actor_id) == ("case:list", worker.pk)
    assert json.loads(row.detail) == {"via": "command", "purpose": "check_all"}


def test_a_scope_within_a_scope_keeps_its_own_reads(worker):
    with scope(actor=worker):
        reading(Tag.CASE_LIST)
        with scope(actor=worker):
            reading(Tag.USER_LIST)
        assert tags() == ["user:list"]
    assert tags() == ["user:list", "case:list"]


def test_reads_stay_pending_when_their_row_could_not_be_written(worker):
    opened = Scope(actor_id=worker.pk)
    opened.pending.readings.append(Reading("case:list"))
    with pytest.raises(AuditNotWritten), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event RENAME TO audit_elsewhere")
        write_reads(opened)
    assert opened.pending
    write_reads(opened)
    assert tags() == ["case:list"]
    assert not opened.pending
