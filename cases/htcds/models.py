"""Which rows were imported before, without saying what they held."""

from typing import ClassVar

from django.db import models

from cases.htcds.querysets import ImportedRowQuerySet


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
