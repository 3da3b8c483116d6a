"""The contact log: calls and visits of people of whom no case exists."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.call.choices import CallChannel, Caller
from cases.call.querysets import CallCountQuerySet, CallQuerySet
from common.models import PublicModel, TimestampedModel
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField
from encryption.models import SealedModel


class Call(SealedModel, PublicModel, TimestampedModel):
    """One call or visit, without a name. It has keys of its own, so that forgetting it is destroying them.

    There is no case and so no assignment: whoever answers calls reads the log of the organisation, shelter staff only
    what they wrote. `facts` shape: {"language": code, "asked": [CallAsked codes], "danger": Danger code, "done":
    [CallDone codes]}. `case_key` is the public id of the intake that was begun from it, and later of its case.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("when"))
    channel = models.CharField(_("how"), max_length=20, choices=CallChannel.choices)
    caller = models.CharField(_("who"), max_length=20, choices=Caller.choices)
    case_key = models.CharField(max_length=10, blank=True)
    facts = SealedJSONField(FieldClass.PROFILE, verbose_name=_("language, danger, what was asked and done"))
    words = SealedTextField(
        FieldClass.NARRATIVE, verbose_name=_("what was said"), max_length=2000, null=True, blank=True
    )

    objects = CallQuerySet.as_manager()
    # What `queries.with_begun` adds.
    is_begun: bool

    sealed_organisation = "organisation_id"
    sealed_scope = "pk"

    class Meta:
        ordering: ClassVar = ["-happened_at", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["organisation", "-happened_at"], name="call_of_organisation")]

    def __str__(self) -> str:
        return self.pid


class CallCount(models.Model):
    """How many calls of a month were forgotten, by how and who: the number stays when the rest goes."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("first day of the month"))
    channel = models.CharField(max_length=20, choices=CallChannel.choices)
    caller = models.CharField(max_length=20, choices=Caller.choices)
    count = models.PositiveIntegerField(default=0)

    objects = CallCountQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "month", "channel", "caller"], name="one_call_count_per_month_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.channel} {self.caller}"
