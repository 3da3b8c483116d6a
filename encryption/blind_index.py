"""Finding a sealed value by its whole: shortened keyed tokens in a table of their own. See docs/adr/0001-field-encryption.md.

Keys differ by organisation, column and epoch, so equal values in two organisations or two columns have tokens that say
nothing of each other. Only columns whose values are nearly unique may have tokens: where one value is frequent, its
token is too, and a thief of the table would know it by that. Fields of few values never get any.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import router, transaction
from django.db.models import Q, QuerySet

from encryption import keys, normal, suite
from encryption.classes import INDEX_KEY
from encryption.errors import KeyUnavailable
from encryption.frame import prefixed
from encryption.registry import SearchColumn, search_column, search_columns, search_number
from encryption.token_tables import BlindIndex, BlindToken

FIRST_EPOCH = 1
_PENDING = "_tokens"


class IndexOutOfDate(KeyUnavailable):
    """The tokens were made by another recipe: an empty answer would be wrong. Run `manage.py rebuild_tokens`."""


def recipe() -> str:
    """Names how tokens are made here: the normal forms, and the columns with their lengths."""
    declared = ",".join(f"{c.how.number}:{c.label}:{c.how.kind}:{c.how.bits}" for c in search_columns())
    return f"{normal.recipe()}:{sha256(declared.encode()).hexdigest()[:12]}"


# -- making tokens ----------------------------------------------------------------------------------------------------


def _digest(*parts: bytes) -> bytes:
    return keys.provider().digest(INDEX_KEY, prefixed(b"blind", *parts))


def _early(organisation_id: UUID, column: SearchColumn, value: str) -> bytes:
    """The value under a key, before the epoch is known: what a row carries from sealing until it is saved."""
    return _digest(b"value", organisation_id.bytes, column.label.encode(), value.encode())


def _token(organisation_id: UUID, column: SearchColumn, epoch: int, early: bytes) -> bytes:
    number, bits = column.how.number, column.how.bits
    key = _digest(b"key", organisation_id.bytes, number.to_bytes(2, "big"), epoch.to_bytes(4, "big"))
    digest = suite.keyed_hash(key, prefixed(b"token", column.label.encode(), early))
    return (int.from_bytes(digest[:8], "big") >> (64 - bits)).to_bytes(-(-bits // 8), "big")


def tokens(organisation_id: UUID, column: SearchColumn, epoch: int, text: str) -> list[bytes]:
    """A token for each value that `text` holds in this column. Raises KeyNotHeld without the index key."""
    values = normal.KINDS[column.how.kind](text)
    return [_token(organisation_id, column, epoch, _early(organisation_id, column, value)) for value in values]


# -- writing ----------------------------------------------------------------------------------------------------------


def note_value(row: Any, organisation_id: UUID, number: int, text: Any) -> None:
    """Remember what the row's tokens are to be, until it is saved. None: it has none any more.

    Called while a cell is sealed. Raises KeyNotHeld in a process without the index key, before anything is written.
    """
    column = search_number(number)
    values = normal.KINDS[column.how.kind](text) if isinstance(text, str) else []
    pending = row.__dict__.setdefault(_PENDING, {})
    pending[number] = [_early(organisation_id, column, value) for value in values]


def has_noted(row: Any) -> bool:
    """Whether the row waits to have its tokens written."""
    return _PENDING in row.__dict__


def write_noted(rows: Iterable[Any], *, are_new: bool, using: str | None = None) -> None:
    """Write the tokens of rows that were just saved, in the transaction that saved them."""
    database = using or router.db_for_write(BlindToken)
    made: list[BlindToken] = []
    for organisation_id, several in _by_organisation(rows).items():
        epochs: list[int] = []
        if not are_new or any(values for row in several for values in row.__dict__[_PENDING].values()):
            epochs = _epochs_for_writing(organisation_id, database)
        if not are_new:
            for row in several:
                numbers = list(row.__dict__[_PENDING])
                scope_id = getattr(row, row.sealed_scope)
                BlindToken.objects.using(database).filter(scope_id=scope_id, row_id=row.pk, column__in=numbers).delete()
        made += [token for row in several for token in _made(row, organisation_id, epochs)]
        for row in several:
            del row.__dict__[_PENDING]
    if made:
        BlindToken.objects.using(database).bulk_create(made, batch_size=500)


def _by_organisation(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        if has_noted(row):
            found.setdefault(getattr(row, row.sealed_organisation), []).append(row)
    return found


def _made(row: Any, organisation_id: UUID, epochs: Sequence[int]) -> Iterator[BlindToken]:
    for number, values in row.__dict__[_PENDING].items():
        for epoch in epochs:
            for early in values:
                yield BlindToken(
                    organisation_id=organisation_id,
                    scope_id=getattr(row, row.sealed_scope),
                    row_id=row.pk,
                    column=number,
                    epoch=epoch,
                    token=_token(organisation_id, search_number(number), epoch, early),
                )


def _epochs_for_writing(organisation_id: UUID, database: str) -> list[int]:
    """The epochs that new values get tokens of. Held until the transaction ends, so that a rebuild misses none of them."""
    indexes = BlindIndex.objects.using(database)
    state = indexes.select_for_update().filter(pk=organisation_id).first()
    if state is None:
        indexes.bulk_create([BlindIndex(organisation_id=organisation_id, recipe=recipe())], ignore_conflicts=True)
        state = indexes.select_for_update().get(pk=organisation_id)
    return [epoch for epoch in (state.epoch, state.building) if epoch]


def forget_tokens(rows: QuerySet[Any, Any], numbers: Iterable[int] | None = None) -> None:
    """Remove the tokens of the rows that a query finds: all, or those of some columns."""
    found = BlindToken.objects.using(rows.db).filter(row_id__in=rows.order_by().values("pk"))
    if numbers is not None:
        found = found.filter(column__in=list(numbers))
    found.delete()


# -- asking -----------------------------------------------------------------------------------------------------------


def tokens_to_find(organisation_id: UUID, labels: Iterable[str], text: str) -> QuerySet[BlindToken, BlindToken]:
    """The tokens that `text` has in any of these columns, as a query yet to be run; its rows are candidates.

    Whoever asks has to narrow them to what may be known, open what is left, and compare. Raises IndexOutOfDate.
    """
    epoch = current_epoch(organisation_id)
    fits = Q()
    for label in labels:
        column = search_column(label)
        # Each token in its own column only: in the others it would find as many rows that are not meant. And a token
        # that no value has: a list that is empty would not even be looked for, and that could be measured.
        wanted = sorted(set(tokens(organisation_id, column, epoch, text))) or [b""]
        fits |= Q(column=column.how.number, token__in=wanted)
    found = BlindToken.objects.filter(fits, organisation_id=organisation_id, epoch=epoch)
    return found


def current_epoch(organisation_id: UUID) -> int:
    """The epoch whose tokens can be asked. Raises IndexOutOfDate unless they were made as tokens are made here."""
    state = BlindIndex.objects.filter(pk=organisation_id).first()
    if state is None:
        return FIRST_EPOCH
    if state.recipe != recipe():
        raise IndexOutOfDate("The search tokens were made by another recipe. Run rebuild_tokens.")
    return int(state.epoch)


def is_same(label: str, one: str, other: str) -> bool:
    """Whether two texts have a value in common as this column reads them."""
    kind = normal.KINDS[search_column(label).how.kind]
    return bool(set(kind(one)) & set(kind(other)))


# -- making all anew --------------------------------------------------------------------------------------------------


def begin_rebuild(organisation_id: UUID, *, anew: bool = False) -> BlindIndex | None:
    """The rebuild to go on with, begun if the recipe changed or `anew` is asked; None when there is nothing to do."""
    wanted = recipe()
    state: BlindIndex
    with transaction.atomic():
        state, _made_now = BlindIndex.objects.select_for_update().get_or_create(
            organisation_id=organisation_id, defaults={"recipe": ""}
        )
        if state.building and state.building_recipe == wanted:
            return state
        if state.building:
            BlindToken.objects.filter(organisation_id=organisation_id, epoch=state.building).delete()
        elif state.recipe == wanted and not anew:
            return None
        state.building, state.building_recipe = max(state.epoch, state.building) + 1, wanted
        state.place_column, state.place_row = 0, None
        state.save()
    return state


def rebuild_rows(state: BlindIndex, column: SearchColumn, read: Callable[[], Sequence[tuple[Any, Any]]]) -> int:
    """Write the tokens of some rows, and how far this came; how many rows there were. Again is harmless.

    `read` gives rows with their opened texts. It is called while nobody else writes tokens of the organisation, so
    that a value which somebody changes meanwhile is not overtaken by the one before it.
    """
    organisation_id, epoch = state.organisation_id, state.building
    with transaction.atomic():
        BlindIndex.objects.select_for_update().get(pk=organisation_id)
        rows = read()
        ids = [row.pk for row, _text in rows]
        BlindToken.objects.filter(row_id__in=ids, column=column.how.number, epoch=epoch).delete()
        made = [
            BlindToken(
                organisation_id=organisation_id,
                scope_id=getattr(row, row.sealed_scope),
                row_id=row.pk,
                column=column.how.number,
                epoch=epoch,
                token=token,
            )
            for row, text in rows
            if isinstance(text, str)
            for token in tokens(organisation_id, column, epoch, text)
        ]
        BlindToken.objects.bulk_create(made, batch_size=500)
        if rows:
            state.place_column, state.place_row = column.how.number, rows[-1][0].pk
            state.save(update_fields=["place_column", "place_row"])
    return len(rows)


def finish_rebuild(state: BlindIndex) -> None:
    """From now on the new tokens are asked, and the old ones are gone."""
    with transaction.atomic():
        state = BlindIndex.objects.select_for_update().get(pk=state.pk)
        state.epoch, state.recipe = state.building, state.building_recipe
        state.building, state.building_recipe, state.place_column, state.place_row = 0, "", 0, None
        state.save()
        BlindToken.objects.filter(organisation_id=state.organisation_id).exclude(epoch=state.epoch).delete()
