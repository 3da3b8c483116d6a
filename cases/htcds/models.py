"""Files sent for import, and which rows were imported before, without saying what they held."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.htcds.choices import ImportState
from cases.htcds.querysets import CaseImportQuerySet, ImportedRowQuerySet
from common.models import PublicModel, TimestampedModel

KEPT = timedelta(hours=24)


def in_a_day() -> datetime:
    """When what is kept now is dropped."""
    return timezone.now() + KEPT


class CaseImport(PublicModel, TimestampedModel):
    """A file on its way to become cases. The file, what was found in it and the rows to mend lie sealed for its sender.

    Its name is not kept: names of files name people. Everything is dropped 24 hours after the last step.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.SENT)
    good_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    bad_count = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    job_pid = models.CharField(max_length=10, blank=True)
    expires_at = models.DateTimeField(default=in_a_day)
    files_dropped_at = models.DateTimeField(null=True, blank=True)

    objects = CaseImportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-created_at"], name="import_by_owner")]

    def __str__(self) -> str:
        return self.pid

    @property
    def row_count(self) -> int:
        """Filled rows of the file."""
        return self.good_count + self.known_count + self.bad_count

    @property
    def is_open(self) -> bool:
        """Whether its files are still there."""
        return self.files_dropped_at is None and self.expires_at > timezone.now()


class ImportedRow(models.Model):
    """A row that became a case. The same row becomes a case of an organisation once, also when two imports run at once.

    `digest` is keyed: without `index.key` nobody can find out by trying whether a person is here. It covers the row's
    content and which of several equal rows of its file it was.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="imported_rows")
    digest = models.BinaryField(max_length=32)
    imported_at = models.DateTimeField(auto_now_add=True)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="one_case_per_imported_row")
        ]

    def __str__(self) -> str:
        return str(self.pk)
