"""Protection, release of the offender, claims, and acts that were compelled."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField

LEGAL = FieldClass.LEGAL


class LegalRecord(CaseRow):
    """What the four kinds have in common. `facts` are the answers of the form of the kind; `watch_on` is a day of work:
    when somebody has to look. `document` is the order, request or other paper that it rests on. Ended means that nothing
    has to be watched any more.
    """

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    watch_on = models.DateField(_("day to look at it"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.pid


class Protection(LegalRecord):
    """A measure of protection; `watch_on` is the day on which it ends."""

    facts = SealedJSONField(LEGAL, verbose_name=_("protection"), null=True, blank=True)


class Release(LegalRecord):
    """Whether and how the person is told of a release, what was asked of the authority, and when a notice came.

    `watch_on`: the day on which the safety plan is looked at. `document`: the proof of the request; `notice`: what came.
    Who the offender is and what is known of the release is sealed in `suspects`, and stands in no list and no message.
    """

    filed_on = models.DateField(_("asked of the authority on"), null=True, blank=True)
    noticed_at = models.DateTimeField(_("notice came"), null=True, blank=True)
    notice = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    facts = SealedJSONField(LEGAL, verbose_name=_("notice of release"), null=True, blank=True)
    suspects = SealedTextField(
        FieldClass.SUSPECTS, verbose_name=_("offender and release"), max_length=4000, null=True, blank=True
    )


class Claim(LegalRecord):
    """Money or things claimed. Claimed, awarded and paid are three different sums; `watch_on`: ask whether it was paid.

    `payments` shape: [{"on": ISO day, "amount": decimal as text, "remark": words}], in the currency of the claim.
    """

    facts = SealedJSONField(LEGAL, verbose_name=_("claim"), null=True, blank=True)
    payments = SealedJSONField(LEGAL, verbose_name=_("payments"), null=True, blank=True)


class NonPunishment(LegalRecord):
    """An act that the person was compelled to do, and what became of it. Source: CoE 26; 2011/36/EU Art 8."""

    facts = SealedJSONField(LEGAL, verbose_name=_("act that was compelled"), null=True, blank=True)
