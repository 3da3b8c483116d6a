"""The base of every row with sealed columns, and the two key tables."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models, router, transaction
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

from encryption import keys
from encryption.blind_index import forget_tokens, has_noted, write_noted
from encryption.cells import Cell, Emptied, Loaded, Pending
from encryption.fields import SealedField
from encryption.key_tables import CaseKey, ClassKey
from encryption.place import place_of
from encryption.registry import searchable_of
from encryption.sealed import require_writing, seal_cell
from encryption.token_tables import BlindIndex, BlindToken

__all__ = ["BlindIndex", "BlindToken", "CaseKey", "ClassKey", "SealedModel", "sealed_fields_of"]


class SealedModel(models.Model):
    """A row whose sealed cells are bound to its organisation, its case and itself. Its id is made before the insert."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    # The attributes that say which organisation and which case (for drafts: which user) the cells belong to.
    sealed_organisation: ClassVar[str] = "organisation_id"
    sealed_scope: ClassVar[str] = "case_id"

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **loading: Any) -> Self:
        """A row as loaded: what the database gave goes into `__dict__`, past the attributes that would seal it."""
        if cls.__init__ is models.Model.__init__ and not _is_watched(cls):
            new = cls.__new__(cls)
            state = ModelState()
            state.adding = False
            state.db = db
            new.__dict__["_state"] = state
            new.__dict__.update(zip(field_names, values, strict=True))
            return new
        names = {field.attname for field in sealed_fields_of(cls)}
        marked = [Loaded(v) if n in names else v for n, v in zip(field_names, values, strict=True)]
        return super().from_db(db, field_names, marked, **loading)

    def save(
        self,
        *args: Any,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row, of its sealed cells only those assigned. Raises ClearanceError before anything is written."""
        fields = sealed_fields_of(type(self))
        data = self.__dict__
        if (
            update_fields is None
            and not (args or force_insert or self._state.adding)
            and using in (None, self._state.db)
        ):
            kept = {f.attname for f in fields if type(data.get(f.attname)) not in (Pending, Emptied, Cell)}
            if kept:
                update_fields = [
                    f.attname
                    for f in self._meta.concrete_fields
                    if not (f.primary_key or f.generated or f.attname in kept) and f.attname in data
                ]
        names = None if update_fields is None else set(update_fields)
        chosen = [f for f in fields if names is None or f.name in names]
        # Sealing notes the tokens, and so does emptying while the row is written.
        writes_tokens = any(
            f.searchable is not None and type(data.get(f.attname)) in (Pending, Emptied, Cell) for f in chosen
        )
        self._seal_assigned(chosen)
        how: dict[str, Any] = {
            "force_insert": force_insert,
            "force_update": force_update,
            "using": using,
            "update_fields": update_fields,
        }
        if not writes_tokens:
            super().save(*args, **how)
            return
        is_new = self._state.adding
        with transaction.atomic(using or router.db_for_write(type(self), instance=self)):
            super().save(*args, **how)
            if has_noted(self):
                write_noted([self], are_new=is_new, using=self._state.db)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Remove the row and its search tokens."""
        if searchable_of(self._meta.label_lower):
            with transaction.atomic(using):
                forget_tokens(type(self)._base_manager.filter(pk=self.pk))
                return super().delete(using=using, keep_parents=keep_parents)
        return super().delete(using=using, keep_parents=keep_parents)

    def _seal_assigned(self, fields: Iterable[SealedField]) -> None:
        """Seal before the database is touched: a refusal then breaks no transaction. Keys come in one go."""
        data = self.__dict__
        assigned = [f for f in fields if type(data.get(f.attname)) in (Pending, Emptied)]
        if not assigned:
            return
        place = place_of(self)
        for field in assigned:
            require_writing(field.sealed_column, place)
        pending = [f for f in assigned if type(data[f.attname]) is Pending]
        classes = {f.field_class for f in pending}
        is_new_scope = self._state.adding and place.scope_id == place.row_id
        keys.ensure_keys(place.organisation_id, place.scope_id, classes, is_new_scope=is_new_scope)
        for field in pending:
            data[field.attname] = seal_cell(field.sealed_column, self, data[field.attname].value)


_sealed_fields: dict[type[models.Model], tuple[SealedField, ...]] = {}


def sealed_fields_of(model: type[models.Model]) -> tuple[SealedField, ...]:
    """The sealed columns of a model."""
    found = _sealed_fields.get(model)
    if found is None:
        found = tuple(f for f in model._meta.concrete_fields if isinstance(f, SealedField))
        _sealed_fields[model] = found
    return found


def _is_watched(model: type[models.Model]) -> bool:
    """Whether somebody listens to the making of its rows; then they are made the slow way, with signals."""
    return bool(
        (pre_init.receivers and pre_init.has_listeners(model))
        or (post_init.receivers and post_init.has_listeners(model))
    )
