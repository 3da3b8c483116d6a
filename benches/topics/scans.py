"""scan: reading 20,000 rows with eight sealed fields each, beside plain text and beside two packages; keys cold."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from encrypted_fields.fields import EncryptedTextField as FernetField
from encrypted_model_fields.fields import EncryptedTextField as ModelsField

from accounts.choices import Relation
from accounts.models import User
from audit.record import scope
from benches.measure import ratio, say
from benches.run import Bench
from benches.twin.fields import PlainField
from benches.world import make_world
from cases.access import admit
from encryption.classes import FieldClass
from encryption.fields import SealedTextField
from encryption.keys import create_case_keys, forget_data_keys, preload
from encryption.models import SealedModel
from encryption.principal import Principal, acting_as

ROWS = 20_000
FIELDS = tuple(f"f{number}" for number in range(8))
# As in the table of persons: seven names and papers, and one profile.
CLASSES = (FieldClass.IDENTITY,) * 7 + (FieldClass.PROFILE,)
TEXT = "Invented person, number %d, of a village that does not exist"
# As many as a query set hands over by itself when it is read piece by piece.
AT_ONCE = 2_000


def _model(name: str, base: type[models.Model], make: Callable[[FieldClass], Any]) -> Any:
    members: dict[str, Any] = {field: make(cls) for field, cls in zip(FIELDS, CLASSES, strict=True)}
    members |= {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "twin"}),
        "organisation_id": models.UUIDField(),
        "case_id": models.UUIDField(),
    }
    if base is models.Model:
        members["id"] = models.UUIDField(primary_key=True, default=uuid4)
    return type(name, (base,), members)


Sealed = _model("ScanSealed", SealedModel, lambda field_class: SealedTextField(field_class))
Twin = _model("ScanTwin", models.Model, lambda _class: PlainField())
Fernet = _model("ScanFernet", models.Model, lambda _class: FernetField())
Models = _model("ScanModels", models.Model, lambda _class: ModelsField())


def _texts(number: int) -> dict[str, str]:
    return {field: f"{TEXT % number} {field}" for field in FIELDS}


def _fill(model: Any, organisation_id: Any, ids: list[Any]) -> None:
    rows = (
        model(organisation_id=organisation_id, case_id=case_id, **_texts(number)) for number, case_id in enumerate(ids)
    )
    while batch := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(batch)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, AT_ONCE)):
        yield chunk


def _scan_plain(model: Any, count: int) -> int:
    total = 0
    with transaction.atomic():
        for row in model.objects.iterator(chunk_size=AT_ONCE):
            for field in FIELDS[:count]:
                total += len(str(getattr(row, field)))
    return total


def _scan_sealed(user: User, count: int) -> int:
    """As a report reads: a chunk at a time in scope, its keys in one query, each reveal checked and recorded.

    In one transaction, like the scan of plain text: outside of one PostgreSQL first copies all that it will give.
    """
    total = 0
    principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id)
    classes = set(CLASSES[:count])
    with scope(actor=user), acting_as(principal), transaction.atomic():
        for chunk in _chunks(Sealed.objects.iterator(chunk_size=AT_ONCE)):
            if count:
                ids = [row.case_id for row in chunk]
                admit(user, ids, Relation.GRANT)
                preload([(row.organisation_id, row.case_id) for row in chunk], classes)
            for row in chunk:
                for field in FIELDS[:count]:
                    total += len(getattr(row, field).reveal())
    return total


def run(bench: Bench) -> None:
    """0, 1 and 8 fields of each row, against plain text; then 8 fields against the packages."""
    user = make_world().caseworker
    with connection.schema_editor() as editor:
        for model in (Sealed, Twin, Fernet, Models):
            editor.create_model(model)
    ids = [uuid4() for _ in range(ROWS)]
    say("sealing 20,000 rows")
    with scope(actor=user), acting_as(Principal(actor_id=str(user.pk), organisation_id=user.organisation_id)):
        for start in range(0, ROWS, AT_ONCE):
            part = ids[start : start + AT_ONCE]
            admit(user, part, Relation.GRANT)
            create_case_keys(user.organisation_id, part, set(CLASSES))
        _fill(Sealed, user.organisation_id, ids)
    for model in (Twin, Fernet, Models):
        say(f"filling {model.__name__}")
        _fill(model, user.organisation_id, ids)
    for count, goal in ((0, 1.1), (1, 3.0), (8, 9.0)):
        measured = ratio(
            lambda count=count: _scan_sealed(user, count),
            lambda count=count: _scan_plain(Twin, count),
            rounds=5,
            warm_up=1,
            before=forget_data_keys,
        )
        bench.add(f"scan.rows_20000_fields_{count}", measured, goal)
    for name, model in (("fernet_encrypted_fields", Fernet), ("encrypted_model_fields", Models)):
        measured = ratio(
            lambda: _scan_sealed(user, 8),
            lambda model=model: _scan_plain(model, 8),
            rounds=3,
            warm_up=0,
            before=forget_data_keys,
        )
        bench.add(f"scan.rows_20000_fields_8_of_{name}", measured, 1.0)
