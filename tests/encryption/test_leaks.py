"""What Django and Python do with an attribute: each gives a mask, ciphertext or an error, never the value."""

import copy
import io
import json
import pickle

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Upper
from django.forms.models import model_to_dict, modelform_factory
from rest_framework.utils.encoders import JSONEncoder

from encryption.sealed import MASK, Sealed
from tests.encryption.conftest import Desk, stored
from tests.sealedapp.models import Sheet

pytestmark = pytest.mark.django_db
SECRET = "Heron-of-the-delta"


@pytest.fixture(params=["saved", "loaded", "unsaved", "changed"])
def row(request, desk: Desk) -> Sheet:
    """A row in each state that it can be in."""
    if request.param == "unsaved":
        return Sheet(
            organisation_id=desk.organisation_id, case_id=desk.case_id, name=SECRET, text=SECRET, answers={"a": SECRET}
        )
    made = desk.sheet(name=SECRET, text=SECRET, answers={"a": SECRET})
    if request.param == "saved":
        return made
    loaded = Sheet.objects.get(pk=made.pk)
    if request.param == "changed":
        loaded.name = loaded.text = SECRET
    return loaded


def test_printing_shows_a_mask(row):
    assert str(row.name) == MASK
    assert f"%s {row.name!r}" % row.name == f"{MASK} <Sealed sealedapp.sheet.name>"
    assert SECRET not in repr(row) + repr(vars(row)) + str(vars(row)) + repr(row.__dict__["name"])


@pytest.mark.parametrize(
    "act",
    [
        lambda s: f"{s}",
        lambda s: format(s, ">20"),
        lambda s: s == SECRET,
        lambda s: s != SECRET,
        lambda s: s == s,
        lambda s: s < "x",
        lambda s: s in [SECRET],
        lambda s: SECRET in s,
        lambda s: sorted([s, s]),
        lambda s: bool(s),
        lambda s: hash(s),
        lambda s: {s: 1},
        lambda s: list(s),
        lambda s: len(s),
        lambda s: s[0],
        lambda s: s + "",
        lambda s: "" + s,
        lambda s: "".join([s]),
        lambda s: int(s),
        lambda s: bytes(s),
        lambda s: json.dumps(s),
        lambda s: json.dumps(s, cls=DjangoJSONEncoder),
        lambda s: json.dumps(s, cls=JSONEncoder),
        lambda s: pickle.dumps(s),
    ],
)
def test_everything_else_raises(row, act):
    with pytest.raises(TypeError):
        act(row.name)


def test_a_copy_is_the_same_sealed_thing(row):
    for made in (copy.copy(row.name), copy.deepcopy(row.name)):
        assert isinstance(made, Sealed)
        assert SECRET not in repr(made)


def test_a_pickled_row_carries_ciphertext_only(desk):
    row = Sheet.objects.get(pk=desk.sheet(name=SECRET, text=SECRET).pk)
    row.name.reveal()
    data = pickle.dumps(row)
    assert SECRET.encode() not in data
    again = pickle.loads(data)
    assert again.name.reveal() == SECRET
    again.save()
    assert copy.deepcopy(row).name.reveal() == SECRET


def test_a_row_that_is_not_saved_is_not_pickled(desk):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name=SECRET)
    with pytest.raises(TypeError):
        pickle.dumps(row)
    assert SECRET not in repr(vars(copy.deepcopy(row)))


def test_queries_give_ciphertext_only(desk):
    row = desk.sheet(name=SECRET)
    rows = Sheet.objects.filter(pk=row.pk)
    found = [
        *rows.values("name")[0].values(),
        *rows.values_list("name")[0],
        rows.annotate(copied=F("name"))[0].copied,
        rows.order_by("name").values_list("name", flat=True)[0],
    ]
    assert {bytes(value) for value in found} == {stored(row, "name")}
    assert SECRET.encode() not in stored(row, "name")
    assert rows.aggregate(Count("name"))["name__count"] == 1


def test_model_to_dict_and_forms_leave_sealed_fields_out(row):
    assert model_to_dict(row).keys().isdisjoint({"name", "text", "answers"})
    form = modelform_factory(Sheet, fields=["title"])(instance=row)
    assert "name" not in form.fields
    assert SECRET not in str(form.initial) + str(form)


@pytest.mark.parametrize("kind", ["json", "xml", "python"])
def test_dumped_data_is_ciphertext_and_loads_again(desk, kind):
    row = desk.sheet(name=SECRET, text=SECRET, count=3)
    dumped = serializers.serialize(kind, [row])
    assert SECRET not in str(dumped)
    Sheet.objects.all().delete()
    for loaded in serializers.deserialize(kind, dumped):
        loaded.save()
    again = Sheet.objects.get()
    assert (again.name.reveal(), again.count.reveal(), again.blob.is_null) == (SECRET, 3, True)


def test_dumpdata_holds_no_value(desk):
    desk.sheet(name=SECRET, text=SECRET)
    out = io.StringIO()
    call_command("dumpdata", "sealedapp", stdout=out)
    assert "sealed:" in out.getvalue()
    assert SECRET not in out.getvalue()


def test_loaded_data_that_is_not_sealed_is_refused(desk):
    dumped = json.loads(serializers.serialize("json", [desk.sheet(name=SECRET)]))
    for planted in ("Mallory", "sealed:***", 3):
        dumped[0]["fields"]["name"] = planted
        with pytest.raises(serializers.base.DeserializationError):
            list(serializers.deserialize("json", json.dumps(dumped)))


LOOKUPS = ["exact", "iexact", "contains", "icontains", "in", "gt", "lt", "startswith", "regex", "range", "upper__exact"]


@pytest.mark.parametrize("lookup", LOOKUPS)
@pytest.mark.parametrize("name", ["name", "answers", "born_on", "count", "blob"])
def test_a_search_raises_when_the_query_is_built(name, lookup):
    with pytest.raises(FieldError, match="sealed"):
        Sheet.objects.filter(**{f"{name}__{lookup}": SECRET})
    with pytest.raises(FieldError, match="sealed"):
        Sheet.objects.exclude(Q(**{f"{name}__{lookup}": SECRET}) | Q(title=""))


def test_equality_and_none_raise_and_isnull_works(desk):
    desk.sheet(name=SECRET)
    for value in (SECRET, None, F("text")):
        with pytest.raises(FieldError):
            Sheet.objects.filter(name=value)
    assert Sheet.objects.filter(name__isnull=False, text__isnull=True).count() == 1
    assert Sheet.objects.filter(pk__in=Sheet.objects.filter(name__isnull=False)).count() == 1


def test_json_paths_raise():
    with pytest.raises(FieldError):
        Sheet.objects.filter(answers__a=SECRET)


def test_functions_of_the_database_see_ciphertext_only(desk):
    row = desk.sheet(name=SECRET)
    try:
        seen = str(Sheet.objects.filter(pk=row.pk).annotate(loud=Upper("text")).values_list("loud", flat=True)[0])
    except DatabaseError:  # PostgreSQL has no such function of bytes
        seen = ""
    assert SECRET.upper() not in seen


def test_update_takes_no_value_and_null_erases(desk):
    row = desk.sheet(name=SECRET, answers={"a": 1})
    for name, value in (("name", SECRET), ("name", b"bytes"), ("answers", {"a": SECRET}), ("count", 3)):
        with pytest.raises(FieldError, match="sealed"), transaction.atomic():
            Sheet.objects.filter(pk=row.pk).update(**{name: value})
    Sheet.objects.filter(pk=row.pk).update(name=None)
    assert stored(row, "name") is None


def test_the_query_log_holds_no_value(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as log:
        row = desk.sheet(name=SECRET, text=SECRET)
        row.text = SECRET + "!"
        row.save()
        Sheet.objects.get(pk=row.pk).text.reveal()
    assert SECRET not in str(log.captured_queries)
