"""Keys in memory, a sink that keeps what it is told, and somebody cleared for everything in two cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from encryption import keys, sink
from encryption.classes import FieldClass
from encryption.principal import ALL, Clearance, Principal, acting_as
from encryption.providers import MemoryKeyProvider
from encryption.sink import RevealEvent
from tests.sealedapp.models import Folder, Sheet

EVERYTHING = Clearance(dict.fromkeys(FieldClass, ALL), dict.fromkeys(FieldClass, ALL))


@pytest.fixture(autouse=True)
def provider() -> Iterator[MemoryKeyProvider]:
    """Root keys of this test alone."""
    memory = MemoryKeyProvider()
    keys.use_provider(memory)
    yield memory
    keys.use_provider(None)


@pytest.fixture(autouse=True)
def told() -> Iterator[list[RevealEvent]]:
    """What the sink was told, instead of the audit trail."""
    events: list[RevealEvent] = []
    before = sink.active_sink()
    sink.register_sink(events.append)
    yield events
    sink.register_sink(before)


@dataclass
class Desk:
    """Two cases of one organisation, and who works on them."""

    organisation_id: UUID = field(default_factory=uuid4)
    case_id: UUID = field(default_factory=uuid4)
    other_case_id: UUID = field(default_factory=uuid4)
    principal: Principal = field(init=False)

    def __post_init__(self) -> None:
        self.principal = Principal("worker", self.organisation_id, purpose="test")
        self.principal.admit(self.case_id, EVERYTHING)
        self.principal.admit(self.other_case_id, EVERYTHING)

    def sheet(self, **values: object) -> Sheet:
        """A saved sheet of the first case."""
        values.setdefault("case_id", self.case_id)
        values.setdefault("organisation_id", self.organisation_id)
        values.setdefault("name", "Heron")
        sheet = Sheet(**values)
        sheet.full_clean()
        sheet.save()
        return sheet

    def folder(self, **values: object) -> Folder:
        """A saved case."""
        row = Folder(organisation_id=self.organisation_id, **values)
        self.principal.admit(row.id, EVERYTHING)
        row.save()
        return row


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Somebody cleared for both cases is acting."""
    made = Desk()
    with acting_as(made.principal):
        yield made


def stored(row: object, name: str) -> bytes | None:
    """The raw bytes of a cell, read past the attribute."""
    value = type(row)._base_manager.filter(pk=row.pk).values_list(name, flat=True).get()
    return None if value is None else bytes(value)
