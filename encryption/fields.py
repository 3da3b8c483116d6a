"""Sealed model fields. The column holds ciphertext; the attribute is always a `Sealed`.

Django reads attributes through the descriptor in many places (serializers, `model_to_dict`, `full_clean`); all of them
get the sealed object. Only `pre_save` takes the bytes from the row's `__dict__`, and seals what was assigned.
"""

import base64
import json
from abc import abstractmethod
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from encryption import frame
from encryption.blind_index import note_value
from encryption.cells import EMPTIED, Cell, Loaded, Pending
from encryption.classes import FieldClass
from encryption.place import comes_as_text, place_of
from encryption.registry import Declared, Searchable, SearchColumn, declare, declare_searchable
from encryption.sealed import Column, Sealed, plain_bytes, require_key, require_writing, seal_cell
from encryption.searchable import SearchableQuerySet

if TYPE_CHECKING:
    _Field = models.Field[Any, Sealed]
else:
    _Field = models.Field

_DUMPED = "sealed:"


class SealedAttribute(DeferredAttribute):
    """Hands out a `Sealed`, and takes values in as `Pending`, so that no plain text ever stands in the row."""

    field: "SealedField"

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        field = self.field
        data = instance.__dict__
        name = field.attname
        if name not in data:
            instance.refresh_from_db(fields=[name])
        return Sealed(field.sealed_column, instance, data[name])

    def __set__(self, instance: Any, value: Any) -> None:
        field = self.field
        kind = type(value)
        if kind is Loaded:
            value = value.cell
        elif kind is Sealed:
            if value._column is not field.sealed_column or value._row.pk != instance.pk:
                raise TypeError(
                    f"A sealed value belongs to its own row: reveal it and assign the value to {field.label}."
                )
            value = value._cell
        elif kind is not Cell and (value is not None or field.hide_null):
            value = Pending(value)
        elif value is None and not instance._state.adding:
            value = EMPTIED
        instance.__dict__[field.attname] = value


class SealedField(_Field):
    """A column sealed under the keys of its case. See the subclasses for what each takes."""

    descriptor_class = SealedAttribute
    # Full cleaning compares with these, and a `Sealed` refuses to be compared.
    empty_values: ClassVar[list[Any]] = []  # type: ignore[misc]
    non_db_attrs = (*models.Field.non_db_attrs, "field_class", "hide_null", "label", "max_length", "searchable")
    kind: ClassVar[int]
    sealed_column: Column

    def __init__(
        self,
        field_class: FieldClass,
        verbose_name: Any = None,
        *,
        hide_null: bool = False,
        label: str = "",
        searchable: Searchable | None = None,
        **options: Any,
    ) -> None:
        self.searchable = searchable
        self.field_class = FieldClass(field_class)
        self.hide_null = hide_null
        self.pinned_label = label
        self.label = label
        options["null"] = True
        options.setdefault("blank", True)
        options.setdefault("editable", False)
        super().__init__(verbose_name, **options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("null", None)
        for option in ("blank", "editable"):
            kwargs.pop(option, None)
        if not self.blank:
            kwargs["blank"] = False
        if self.editable:
            kwargs["editable"] = True
        if self.hide_null:
            kwargs["hide_null"] = True
        if self.pinned_label:
            kwargs["label"] = self.pinned_label
        return name, path, [self.field_class, *args], kwargs

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if cls._meta.abstract:
            return
        self.label = self.pinned_label or f"{cls._meta.label_lower}.{name}"
        number = self.searchable.number if self.searchable is not None else 0
        self.sealed_column = Column(self.label, self.field_class, self.kind, self.encode, self.decode, number)
        if not hasattr(cls, "sealed_scope"):
            # A model of a migration: its rows are made without SealedModel, so say what came from the database.
            self.from_db_value = _loaded
        if cls._meta.apps is apps:
            declare(Declared(self.label, self.field_class, cls._meta.label_lower, name))
            if self.searchable is not None:
                declare_searchable(
                    SearchColumn(self.label, self.field_class, cls._meta.label_lower, name, self.searchable)
                )

    def check(self, **kwargs: Any) -> list[Any]:
        found = super().check(**kwargs)
        if not hasattr(self.model, "sealed_scope"):
            found.append(checks.Error("A sealed field needs a SealedModel.", obj=self, id="encryption.E001"))
        if self.searchable is not None and not isinstance(self.model._default_manager.all(), SearchableQuerySet):
            hint = "Rows that are written in bulk would have no tokens."
            found.append(
                checks.Error(
                    "A searchable field needs a SearchableQuerySet.", hint=hint, obj=self, id="encryption.E003"
                )
            )
        if self.unique or getattr(self, "db_index", False) or self.primary_key or self.choices or self.has_default():
            found.append(
                checks.Error(
                    "A sealed field cannot be unique, indexed, a primary key, or have choices or a default.",
                    obj=self,
                    id="encryption.E002",
                )
            )
        return found

    # -- values in and out --------------------------------------------------------------------------------------------

    @abstractmethod
    def encode(self, value: Any) -> bytes:
        """The bytes to seal. Raises ValidationError with a sentence that does not repeat the value."""

    @abstractmethod
    def decode(self, payload: bytes) -> Any:
        """The value out of what `encode` made. Raises ValueError for anything else."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: Any, add: bool) -> Cell | None:
        """The bytes to store: what was assigned is sealed now, what was loaded goes back byte for byte."""
        data = model_instance.__dict__
        name = self.attname
        cell = data[name] if name in data else getattr(model_instance, name)._cell
        if cell is None:
            return None
        if cell is EMPTIED:
            place = place_of(model_instance)
            require_writing(self.sealed_column, place)
            if self.searchable is not None:
                note_value(model_instance, place.organisation_id, self.searchable.number, None)
            return None
        if isinstance(cell, Pending):
            sealed = data[name] = seal_cell(self.sealed_column, model_instance, cell.value)
            return sealed
        if isinstance(cell, Cell):
            require_key(model_instance, cell)
            return cell
        return Cell(cell if type(cell) is bytes else plain_bytes(self.sealed_column, model_instance, cell))

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Ciphertext only. A value that is not bound to a row (as in `update`) has no way in, but NULL erases."""
        if value is None:
            return None
        if isinstance(value, Sealed):
            value = self.pre_save(value._row, False)
            if value is None:
                return None
        if not isinstance(value, Cell):
            raise FieldError(f"{self.label} is sealed: assign the value to a row and save it.")
        return connection.Database.Binary(value)

    def to_python(self, value: Any) -> Any:
        """A cell as `dumpdata` wrote it. Nothing unsealed gets in this way."""
        if isinstance(value, (Sealed, Cell, Loaded)):
            return value
        if value is None or value == _DUMPED:
            return Loaded(None)
        if isinstance(value, str) and value.startswith(_DUMPED):
            try:
                return Cell(base64.b64decode(value[len(_DUMPED) :], validate=True))
            except ValueError:
                pass
        raise ValidationError(_("This is not a sealed value."), code="invalid")

    def value_from_object(self, obj: Any) -> Any:
        sealed = getattr(obj, self.attname)
        return None if sealed.is_null else sealed

    def value_to_string(self, obj: Any) -> str:
        return _DUMPED + base64.b64encode(getattr(obj, self.attname).ciphertext or b"").decode("ascii")

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Validate what was assigned; what is sealed already was validated then and stays shut."""
        cell = value._cell
        if isinstance(cell, Pending):
            assigned = cell.value
            if assigned is not None:
                self.encode(assigned)
                self.run_validators(assigned)
            is_empty = assigned is None or (hasattr(assigned, "__len__") and not assigned)
        else:
            is_empty = cell is None or cell is EMPTIED
        if is_empty and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    def formfield(self, *args: Any, **kwargs: Any) -> None:
        """No form is made from a sealed field: forms are written by hand and filled by a view that reveals."""
        return None

    # -- queries ------------------------------------------------------------------------------------------------------

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        """Rows of models are read from PostgreSQL as base64: its driver takes three times as long for bytea.

        What `values()`, annotations, subqueries and raw SQL give stays as the column is.
        """
        query = compiler.query
        if (
            comes_as_text(compiler.connection.alias)
            and not (query.has_select_fields or query.subquery)
            and not any(_is_of_sealed(annotation) for annotation in query.annotation_select.values())
        ):
            return f"encode({sql}, 'base64')", params
        return sql, params

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.label} is sealed and cannot be searched with '{lookup_name}'.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.label} is sealed and cannot be transformed with '{lookup_name}'.")


def _is_of_sealed(expression: Any) -> bool:
    return isinstance(getattr(expression, "_output_field_or_none", None), SealedField)


def _loaded(value: Any, expression: Any, connection: Any) -> Loaded:
    return Loaded(value)


class SealedTextField(SealedField):
    """Text of at most `max_length` characters. The empty text is a value and is sealed like any other."""

    kind = frame.TEXT

    def __init__(
        self, field_class: FieldClass, verbose_name: Any = None, *, max_length: int = 10000, **options: Any
    ) -> None:
        super().__init__(field_class, verbose_name, max_length=max_length, **options)

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise ValidationError(_("This must be text."), code="invalid")
        limit = self.max_length or 0
        if len(value) > limit:
            raise ValidationError(
                _("This text is too long: at most %(limit)d characters, and it has %(count)d."),
                code="max_length",
                params={"limit": limit, "count": len(value)},
            )
        try:
            return bytes(value, "utf-8")
        except UnicodeEncodeError:
            sentence = _("This text holds a damaged character. Delete it and type it again.")
            raise ValidationError(sentence, code="invalid") from None

    decode = staticmethod(bytes.decode)  # type: ignore[assignment]


class SealedJSONField(SealedField):
    """Anything that JSON can hold. Nothing within it can be searched."""

    kind = frame.JSON

    def encode(self, value: Any) -> bytes:
        try:
            return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except (TypeError, ValueError, RecursionError):
            sentence = _("This cannot be stored: it holds a damaged character or an unknown kind of value.")
            raise ValidationError(sentence, code="invalid") from None

    def decode(self, payload: bytes) -> Any:
        return json.loads(bytes.decode(payload))


class SealedDateField(SealedField):
    """A day of the calendar, from year 1 on."""

    kind = frame.DATE

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValidationError(_("This must be a date."), code="invalid")
        return bytes(value.isoformat(), "ascii")

    def decode(self, payload: bytes) -> date:
        return date.fromisoformat(str(payload, "ascii"))


class SealedIntField(SealedField):
    """A whole number of 64 bits."""

    kind = frame.INT
    size = 8

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError(_("This must be a whole number."), code="invalid")
        try:
            return value.to_bytes(self.size, "big", signed=True)
        except OverflowError:
            raise ValidationError(_("This number is too large."), code="invalid") from None

    def decode(self, payload: bytes) -> int:
        if len(payload) != self.size:
            raise ValueError("wrong size")
        return int.from_bytes(payload, "big", signed=True)


class SealedBytesField(SealedField):
    """Bytes."""

    kind = frame.BYTES

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, (bytes, bytearray, memoryview)):
            raise ValidationError(_("This must be bytes."), code="invalid")
        return bytes(value)

    def decode(self, payload: bytes) -> bytes:
        return payload
