"""The database itself refuses to change the trail, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.models import Event

pytestmark = pytest.mark.django_db


def refused(statement: str, params: list | None = None) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError as error:
        return "audit_event" in str(error)
    return False


COLUMNS = [field.column for field in Event._meta.fields]


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_can_be_updated(trail, column):
    assert refused(f"UPDATE audit_event SET {column} = {column} WHERE seq = 5")


def test_no_row_can_be_deleted(trail):
    assert refused("DELETE FROM audit_event WHERE seq = 12")
    assert refused("DELETE FROM audit_event")
    assert Event.objects.count() == 12


def test_the_table_cannot_be_emptied(trail):
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE audit_event")
        assert refused("TRUNCATE audit_event CASCADE")
    else:
        assert refused("DELETE FROM audit_event WHERE 1")


def test_a_row_cannot_be_put_in_place_of_another(trail):
    columns = ", ".join(COLUMNS)
    if connection.vendor == "postgresql":
        assert refused(
            f"INSERT INTO audit_event ({columns}) SELECT {columns} FROM audit_event WHERE seq = 5 "
            "ON CONFLICT (seq) DO UPDATE SET detail = '{}'"
        )
    else:
        copy = f"SELECT {columns} FROM audit_event WHERE seq = 5"
        assert refused(f"INSERT OR REPLACE INTO audit_event ({columns}) {copy}")


def test_a_row_cannot_leave_a_gap_or_start_a_fork(trail):
    columns = COLUMNS[1:]
    listed = ", ".join(columns)
    last = trail[-1]
    assert refused(f"INSERT INTO audit_event (seq, {listed}) SELECT 20, {listed} FROM audit_event WHERE seq = 12")
    # Right place, wrong predecessor.
    assert last.previous_hash != last.hash
    assert refused(f"INSERT INTO audit_event (seq, {listed}) SELECT 13, {listed} FROM audit_event WHERE seq = 12")


def test_the_orm_refuses_too(trail):
    with pytest.raises(TypeError):
        trail[0].save()
    with pytest.raises(TypeError):
        trail[0].delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(seq=1).update(tag="case:edit")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(seq=1).delete()


@pytest.mark.django_db(transaction=True)
def test_the_guard_is_a_migration_that_can_be_undone(trail):
    call_command("migrate", "audit", "0001", verbosity=0)
    assert not refused("UPDATE audit_event SET detail = detail WHERE seq = 5")
    call_command("migrate", "audit", verbosity=0)
    assert refused("UPDATE audit_event SET detail = detail WHERE seq = 5")
