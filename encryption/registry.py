"""Every sealed field there is, by label."""

from typing import NamedTuple

from encryption.classes import FieldClass


class Declared(NamedTuple):
    """One sealed column. The label goes into every stored value, so it outlives a renaming of model or field."""

    label: str
    field_class: FieldClass
    model_label: str
    field_name: str


_declared: dict[str, Declared] = {}


class LabelTaken(Exception):
    """Two columns claim one label: their values could be swapped unseen."""


def declare(declared: Declared) -> None:
    """Register a column. Raises LabelTaken when another column has the label."""
    present = _declared.setdefault(declared.label, declared)
    if present != declared:
        raise LabelTaken(f"{declared.label} is the label of {present.model_label}.{present.field_name} already.")


def sealed_fields() -> tuple[Declared, ...]:
    """All sealed columns, by label."""
    return tuple(_declared[label] for label in sorted(_declared))


def field_class_of(label: str) -> FieldClass:
    """The class of a label. Raises KeyError for a label that no column has."""
    return _declared[label].field_class
