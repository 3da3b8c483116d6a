"""Two organisations, their staff, and a trail of a few rows."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.models import Organisation, User
from audit import head
from audit.append_only import guard_statements, unguard_statements
from audit.chain import Entry, append
from audit.models import Event
from audit.tags import Tag


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(slug="heron-house", name="Heron House")


@pytest.fixture
def worker(organisation: Organisation) -> User:
    return User.objects.create_user("wren", organisation=organisation, role="caseworker", display_name="Wren")


@pytest.fixture
def auditor(organisation: Organisation) -> User:
    return User.objects.create_user("owl", organisation=organisation, role="auditor", display_name="Owl")


@pytest.fixture
def stranger_auditor(db: None) -> User:
    other = Organisation.objects.create(slug="stork-house", name="Stork House")
    return User.objects.create_user("stork", organisation=other, role="auditor", display_name="Stork")


@pytest.fixture
def head_folder(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, in which no head was signed yet."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(head, "_last", head._Clock())
    return tmp_path


@pytest.fixture
def trail(worker: User, head_folder: Path) -> list[Event]:
    """Twelve rows about three cases."""
    cases = [uuid4() for _ in range(3)]
    for place in range(12):
        append([_entry(worker, cases[place % 3], place)])
    return list(Event.objects.order_by("seq"))


def _entry(worker: User, case_id: UUID, place: int) -> Entry:
    return Entry(
        tag=Tag.CASE_OPEN if place % 2 else Tag.CASE_EDIT,
        outcome="ok",
        actor_id=worker.pk,
        organisation_id=worker.organisation_id,
        subject_type="cases.case",
        subject_id=str(case_id),
        case_id=case_id,
        detail='{"changed":["status"]}',
    )


class Intruder:
    """Somebody with the rights of the database's owner, who can take the guard down and rewrite rows."""

    def run(self, *statements: str) -> None:
        vendor = connection.vendor
        with connection.cursor() as cursor:
            for statement in (*unguard_statements(vendor), *statements, *guard_statements(vendor)):
                cursor.execute(statement)


@pytest.fixture
def intruder(db: None) -> Iterator[Intruder]:
    return Intruder()
