"""Due things: what somebody must do about something by a day."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import PublicModel, TimestampedModel
from reminders.choices import DueState
from reminders.querysets import DueThingQuerySet


class DueThing(PublicModel, TimestampedModel):
    """One thing that is due. It names its subject by type and id and holds no words about anybody.

    `due_on` is a local date; `due_at` is set as well where an hour matters.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="due_things")
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    due_on = models.DateField(_("due"))
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DueState.choices, default=DueState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = DueThingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="due_open_of_owner"),
            models.Index(fields=["subject_id", "due_on"], condition=Q(state="open"), name="due_open_of_subject"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "kind"], condition=Q(state="open"), name="one_open_due_thing_per_subject_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.pid
