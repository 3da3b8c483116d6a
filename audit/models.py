"""The audit trail: an append-only chain without any personal value."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.querysets import EventQuerySet
from audit.tags import Outcome, Tag


class Event(models.Model):
    """One thing that somebody read, changed or was refused. The database refuses UPDATE, DELETE and TRUNCATE."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    organisation_id = models.UUIDField(null=True)
    session_digest = models.CharField(max_length=32, blank=True)
    # No `choices` on the columns: a new tag must not rebuild this table, which would lose its triggers on SQLite.
    tag = models.CharField(_("what"), max_length=40)
    outcome = models.CharField(_("outcome"), max_length=10)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    case_id = models.UUIDField(null=True)
    # Canonical JSON text: names of changed fields, labels of revealed fields, counts, ids. Hashed as it stands.
    detail = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-seq"]
        indexes: ClassVar = [
            models.Index(fields=["organisation_id", "seq"], name="audit_event_by_organisation"),
            models.Index(fields=["organisation_id", "at"], name="audit_event_by_day"),
            models.Index(fields=["case_id", "seq"], name="audit_event_by_case"),
            models.Index(fields=["actor", "seq"], name="audit_event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.tag}"

    @property
    def tag_words(self) -> str:
        """What happened, in words."""
        return str(Tag(self.tag).label) if self.tag in Tag.values else self.tag

    @property
    def outcome_words(self) -> str:
        """How it ended, in words."""
        return str(Outcome(self.outcome).label) if self.outcome in Outcome.values else self.outcome

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Rows are appended by `audit.chain` only."""
        raise TypeError("Events are written by audit.record and by nothing else.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """The trail keeps everything."""
        raise TypeError("Events are never deleted.")
