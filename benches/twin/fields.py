"""Columns that hold what the sealed ones hold, in plain text, behind the same small face that templates ask."""

import json
from typing import Any

from django.db import models


class Plain:
    """A value that anybody may read. It has the label and class of the sealed cell, for locks are drawn by them."""

    __slots__ = ("field_class", "label", "value")

    def __init__(self, value: Any, label: str = "", field_class: Any = None) -> None:
        self.value, self.label, self.field_class = value, label, field_class

    @property
    def is_null(self) -> bool:
        return self.value is None

    def may_reveal(self) -> bool:
        return True

    def reveal(self, purpose: str = "") -> Any:
        return self.value

    def __str__(self) -> str:
        return "" if self.value is None else str(self.value)


class PlainField(models.TextField):
    """Text or JSON in a text column."""

    def __init__(
        self, *args: Any, is_json: bool = False, label: str = "", field_class: Any = None, **options: Any
    ) -> None:
        self.is_json, self.label, self.field_class = is_json, label, field_class
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return (
            name,
            path,
            args,
            options | {"is_json": self.is_json, "label": self.label, "field_class": self.field_class},
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Plain:
        held = json.loads(value) if self.is_json and value is not None else value
        return Plain(held, self.label, self.field_class)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Plain):
            value = value.value
        return json.dumps(value) if self.is_json and value is not None else value
