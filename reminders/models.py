"""Due things: what somebody must do about something by a day, and who has moved them. Re-exports the packages' own."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.models import PublicModel, TimestampedModel
from reminders.choices import DropReason, DueAct, DueState, EndReason, SnoozeReason
from reminders.ladder.models import Alert, Ladder, LadderStep, OfficeCalendar
from reminders.outbox.models import MailSetting, Message
from reminders.querysets import DueMoveQuerySet, DueThingQuerySet

__all__ = ["Alert", "DueMove", "DueThing", "Ladder", "LadderStep", "MailSetting", "Message", "OfficeCalendar"]

REASONS = (*SnoozeReason.choices, *DropReason.choices, *EndReason.choices)

# "Look at it with the next sweep". A past instant, so that a clock that was set wrong for a while delays nothing.
SOON = datetime(2000, 1, 1, tzinfo=UTC)


class DueThing(PublicModel, TimestampedModel):
    """One thing that is due. It names its subject by type and id and holds no words about anybody.

    `due_on` is a local date; `due_at` is set as well where an hour matters, with the office's `zone` in which it was
    meant. `detail_id` names the row of the domain app that says more; a kind may be open several times about a subject
    only with a detail of its own. While `snoozed_until` lies ahead the thing waits; the day it is due stays.

    `next_alert_at` is the instant (UTC) at which the sweep of alerts looks at it again: SOON after every change, then what
    the plan of its ladder says, None when nothing more comes. `round` counts the moves to another day and `begun_at` is
    when the round began; `answered_at` is when somebody last did something about it in time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="due_things")
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    detail_id = models.UUIDField(null=True, blank=True)
    due_on = models.DateField(_("due"))
    due_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=DueState.choices, default=DueState.OPEN)
    snoozed_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=REASONS, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # The database has defaults too, for rows that the previous release writes while both run.
    next_alert_at = models.DateTimeField(null=True, blank=True, default=SOON, db_default=SOON)
    round = models.PositiveIntegerField(default=1, db_default=1)
    begun_at = models.DateTimeField(default=timezone.now, db_default=Now())
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = DueThingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="due_open_of_owner"),
            models.Index(fields=["subject_id", "due_on"], condition=Q(state="open"), name="due_open_of_subject"),
            # What makes a sweep cost what is due now, however many things wait.
            models.Index(
                fields=["next_alert_at", "due_on"], condition=Q(next_alert_at__isnull=False), name="due_next_alert"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "kind"],
                condition=Q(state="open", detail_id__isnull=True),
                name="one_open_due_thing_per_subject_and_kind",
            ),
            models.UniqueConstraint(
                fields=["detail_id"],
                condition=Q(state="open", detail_id__isnull=False),
                name="one_open_due_thing_per_detail",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True) | ~Q(reason=""), name="due_thing_waits_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="due_thing_is_dropped_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.pid


class DueMove(models.Model):
    """One thing that was done to a due thing: what, by whom (None: by the program), when. Never changed afterwards.

    `from_owner` and `to_owner` say who answered for it before and after; with the first row and `due.owner` it is known
    for every moment who did.
    """

    due = models.ForeignKey(DueThing, on_delete=models.PROTECT, related_name="moves")
    act = models.CharField(max_length=10, choices=DueAct.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    from_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    to_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=REASONS, blank=True)

    objects = DueMoveQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.due_id} {self.act}"

    def save(self, **options: Any) -> None:
        """Only new rows are written."""
        super().save(**{**options, "force_insert": True})
