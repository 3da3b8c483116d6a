"""One row for each change of a sealed field: the value that was there."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.matrix import ALERTS, NEEDS
from cases.base import CaseRow
from cases.history.querysets import EarlierValueQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField
from encryption.registry import field_class_of

WORDS = _("earlier value")
# Health has two columns: caseworkers are cleared for these fields of the class only, and the table clears by label.
SHARED_HEALTH = frozenset({ALERTS, NEEDS})
COLUMNS = {
    FieldClass.IDENTITY: "identity",
    FieldClass.CONTACT: "contact",
    FieldClass.PROFILE: "profile",
    FieldClass.HEALTH: "health",
    FieldClass.LEGAL: "legal",
    FieldClass.NARRATIVE: "narrative",
    FieldClass.LOCATION: "location",
    FieldClass.SUSPECTS: "suspects",
}


def _column(field_class: FieldClass) -> SealedJSONField:
    return SealedJSONField(field_class, verbose_name=WORDS, null=True, blank=True)


class EarlierValue(CaseRow):
    """A value that somebody replaced is kept, sealed in the class of its field; rows are never changed.

    `field` is the label of the field, `subject_id` the row that held it, `version` the last one in which it stood, and
    `author` who replaced it. At most one column is filled; none says that the field was empty. Of answers to questions
    only those that changed are kept: {number: answer or None}. `was_saved` is false for a text that its author gave up
    for a colleague's: it never stood in the field.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    field = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    was_saved = models.BooleanField(default=True)
    identity = _column(FieldClass.IDENTITY)
    contact = _column(FieldClass.CONTACT)
    profile = _column(FieldClass.PROFILE)
    health = _column(FieldClass.HEALTH)
    shared_health = _column(FieldClass.HEALTH)
    legal = _column(FieldClass.LEGAL)
    narrative = _column(FieldClass.NARRATIVE)
    location = _column(FieldClass.LOCATION)
    suspects = _column(FieldClass.SUSPECTS)

    objects = EarlierValueQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-created_at"], name="earlier_value_of_case")]

    def __str__(self) -> str:
        return self.pid

    @property
    def value(self) -> Any:
        """The sealed cell that belongs to the field, filled or not."""
        return getattr(self, column_of(self.field))


def column_of(label: str) -> str:
    """Where an earlier value of the field is sealed. Raises KeyError for a class that has no history."""
    if label in SHARED_HEALTH:
        return "shared_health"
    return COLUMNS[field_class_of(label)]
