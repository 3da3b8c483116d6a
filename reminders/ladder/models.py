"""An office's own ladders and calendar, and the alerts that were raised. Nothing here says anything about anybody."""

from datetime import time
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.base import PublicModel, TimestampedModel
from reminders.ladder.choices import LadderReason, Moment, Part, Reach
from reminders.ladder.querysets import AlertQuerySet, OwnQuerySet, StepQuerySet

# Longer than any permit runs.
MOST_DAYS = 3660


class Ladder(TimestampedModel):
    """An office's own steps of one ladder instead of the defaults that come with the program.

    `code`: a ladder of `reminders.ladder.defaults`, which says its weight as well: that cannot be edited. `reason` is why
    it was changed last; the trail says by whom.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(_("reason"), max_length=20, choices=LadderReason.choices)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_ladder_per_office_and_code")
        ]

    def __str__(self) -> str:
        return self.code


class LadderStep(models.Model):
    """One step of an office's own ladder. `days` counts where the moment needs a number, else it is 0."""

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="steps")
    moment = models.CharField(_("when"), max_length=10, choices=Moment.choices)
    days = models.PositiveSmallIntegerField(_("days"), default=0, validators=[MaxValueValidator(MOST_DAYS)])
    reach = models.CharField(_("whom"), max_length=12, choices=Reach.choices)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ladder", "moment", "days"], name="one_step_per_ladder_and_day"),
            models.CheckConstraint(
                name="ladder_step_days_where_counted",
                condition=models.Q(moment__in=["before", "after", "every"]) | models.Q(days=0),
            ),
            models.CheckConstraint(
                name="ladder_step_after_is_after",
                condition=~models.Q(moment__in=["after", "every"]) | models.Q(days__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment}:{self.days}"


class OfficeCalendar(TimestampedModel):
    """When an office works and at which hour it is alerted. Without a row: Monday to Friday, 08:00, no holidays.

    `rest_weekdays`: digits of ISO weekdays, "67" is Saturday and Sunday. `holidays`: ISO dates. `planned_zone` is the
    zone in which alerts were reckoned last, `swept_at` the clock of the last sweep: when the office moves to another zone,
    or the clock went back, all are reckoned anew.
    """

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    rest_weekdays = models.CharField(_("days of rest"), max_length=7, default="67", blank=True)
    hour = models.TimeField(_("hour of alerts"), default=time(8))
    holidays = models.JSONField(_("holidays"), default=list, blank=True)
    planned_zone = models.CharField(max_length=64, blank=True)
    swept_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class Alert(PublicModel):
    """One step of a ladder, said to one person. Seeing it ends nothing: only what is done about the thing does.

    `round` counts how often the thing was moved to another day; within a round a step is said to a person once.
    `step`: key of the plan, or `lead:<key>` when it went unanswered. `for_at`: when it should have been said.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    due = models.ForeignKey("reminders.DueThing", on_delete=models.CASCADE, related_name="alerts")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alerts")
    part = models.CharField(max_length=10, choices=Part.choices)
    round = models.PositiveIntegerField(default=1)
    step = models.CharField(max_length=60)
    reach = models.CharField(max_length=12, choices=Reach.choices)
    is_urgent = models.BooleanField(default=False)
    for_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-raised_at"], name="alert_of_recipient"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["due", "round", "step", "recipient"], name="one_alert_per_step_and_person")
        ]

    def __str__(self) -> str:
        return self.pid

    def key(self) -> tuple[Any, ...]:
        """What makes it the same alert."""
        return (self.due_id, self.round, self.step, self.recipient_id)
