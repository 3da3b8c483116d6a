"""Rows with sealed columns of every kind, for the tests of `encryption`."""

from uuid import uuid4

from django.db import models

from encryption.classes import FieldClass
from encryption.fields import SealedBytesField, SealedDateField, SealedIntField, SealedJSONField, SealedTextField
from encryption.models import SealedModel


class Folder(SealedModel):
    """A row that is its own scope, as a case is."""

    sealed_scope = "id"

    organisation_id = models.UUIDField()
    number = models.IntegerField(default=0)
    alias = SealedTextField(FieldClass.IDENTITY, max_length=200)
    phone = SealedTextField(FieldClass.CONTACT, max_length=60)
    profile = SealedJSONField(FieldClass.PROFILE)


class Sheet(SealedModel):
    """A row within a scope."""

    organisation_id = models.UUIDField()
    case_id = models.UUIDField(default=uuid4)
    title = models.CharField(max_length=40, blank=True)
    text = SealedTextField(FieldClass.NARRATIVE, max_length=2_000_000)
    other_text = SealedTextField(FieldClass.NARRATIVE)
    name = SealedTextField(FieldClass.IDENTITY, blank=False)
    born_on = SealedDateField(FieldClass.IDENTITY)
    count = SealedIntField(FieldClass.PROFILE)
    answers = SealedJSONField(FieldClass.PROFILE)
    blob = SealedBytesField(FieldClass.HEALTH)
    hidden = SealedTextField(FieldClass.HEALTH, hide_null=True)
    pinned = SealedTextField(FieldClass.LEGAL, label="old.name.of_it")
