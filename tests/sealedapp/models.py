"""Rows with sealed columns of every kind, for the tests of `encryption`."""

from uuid import uuid4

from django.db import models

from encryption.classes import FieldClass
from encryption.fields import SealedBytesField, SealedDateField, SealedIntField, SealedJSONField, SealedTextField
from encryption.models import SealedModel
from encryption.registry import Searchable, Skew
from encryption.searchable import SearchableQuerySet

PHONE = Searchable(901, "phone", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)
PAPERS = Searchable(902, "documents", expected_rows=4_000, skew=Skew.NEAR_UNIQUE)
MORE_PAPERS = Searchable(903, "documents", expected_rows=4_000, skew=Skew.NEAR_UNIQUE)


class Folder(SealedModel):
    """A row that is its own scope, as a case is."""

    sealed_scope = "id"

    organisation_id = models.UUIDField()
    number = models.IntegerField(default=0)
    alias = SealedTextField(FieldClass.IDENTITY, max_length=200)
    phone = SealedTextField(FieldClass.CONTACT, max_length=60, searchable=PHONE)
    profile = SealedJSONField(FieldClass.PROFILE)

    objects = SearchableQuerySet.as_manager()


class Sheet(SealedModel):
    """A row within a scope."""

    organisation_id = models.UUIDField()
    case_id = models.UUIDField(default=uuid4)
    title = models.CharField(max_length=40, blank=True)
    text = SealedTextField(FieldClass.NARRATIVE, max_length=2_000_000)
    other_text = SealedTextField(FieldClass.NARRATIVE, searchable=PAPERS)
    name = SealedTextField(FieldClass.IDENTITY, blank=False)
    born_on = SealedDateField(FieldClass.IDENTITY)
    count = SealedIntField(FieldClass.PROFILE)
    answers = SealedJSONField(FieldClass.PROFILE)
    blob = SealedBytesField(FieldClass.HEALTH)
    hidden = SealedTextField(FieldClass.HEALTH, hide_null=True)
    pinned = SealedTextField(FieldClass.LEGAL, label="old.name.of_it", searchable=MORE_PAPERS)

    objects = SearchableQuerySet.as_manager()
