"""Every sealed column is known by a label that no other column has."""

import pytest

from encryption.classes import FieldClass
from encryption.registry import Declared, LabelTaken, declare, field_class_of, sealed_fields


def test_every_column_is_listed_with_its_class():
    found = {declared.label: declared for declared in sealed_fields()}
    assert found["sealedapp.sheet.name"] == Declared(
        "sealedapp.sheet.name", FieldClass.IDENTITY, "sealedapp.sheet", "name"
    )
    assert found["old.name.of_it"].field_name == "pinned"
    assert list(found) == sorted(found)
    assert field_class_of("sealedapp.sheet.text") is FieldClass.NARRATIVE


def test_a_label_belongs_to_one_column():
    taken = Declared("sealedapp.sheet.name", FieldClass.LEGAL, "sealedapp.other", "name")
    with pytest.raises(LabelTaken, match="sealedapp.sheet.name"):
        declare(taken)
    declare(Declared("sealedapp.sheet.name", FieldClass.IDENTITY, "sealedapp.sheet", "name"))


def test_an_unknown_label_is_an_error():
    with pytest.raises(KeyError):
        field_class_of("no.such.label")
