"""A piece of work in the background."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.base import PublicModel, TimestampedModel
from common.jobs.choices import JobState
from common.jobs.querysets import JobQuerySet


class Job(PublicModel, TimestampedModel):
    """Work that somebody asked for and that outlives the page. Holds ids, counts and codes, never a person's words.

    `kind`: name of the task. `parameters`, `result`: {name: id | count | code}. `error`: code of what went wrong.
    `claim`: changes with every take-up, so that a worker whose lease ran out cannot write over its successor.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    parameters = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    error = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created_at"], name="job_by_owner"),
            models.Index(
                fields=["created_at"],
                name="job_unfinished",
                condition=models.Q(state__in=[JobState.WAITING, JobState.RUNNING]),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="job_lease_while_running",
                condition=~models.Q(state=JobState.RUNNING) | models.Q(lease_until__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pid}"

    @property
    def is_finished(self) -> bool:
        """Done, or failed for good."""
        return self.state in {JobState.DONE, JobState.FAILED}
