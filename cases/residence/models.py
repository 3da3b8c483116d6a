"""The status of a stay as a chain of events, and the days that are watched because of it. Nothing here is overwritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow, CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField

LEGAL = FieldClass.LEGAL


class StatusSheet(CaseSheet):
    """Where the chain stands now, so that a page need not open all of it. Each event writes the next version.

    `standing` shape: {"status": Status code, "tracks": {Track code: Course code}, "since": ISO day}.
    `cooperation` shape: {"answer": Cooperation code, "on": ISO day}; it is a condition of nothing.
    `in_order` shape: {"papers": "yes"|"no"|"unknown", "end_on": ISO day or ""}: all that a shelter may be shown. It is
    sealed like the rest, because "no" alone says that somebody can be removed. Source: residence, section 6.
    """

    standing = SealedJSONField(LEGAL, verbose_name=_("status"), null=True, blank=True)
    cooperation = SealedJSONField(LEGAL, verbose_name=_("decision on cooperation"), null=True, blank=True)
    in_order = SealedJSONField(LEGAL, verbose_name=_("papers in order"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid


class StatusEvent(CaseRow):
    """One thing that happened to the stay. It is written once; a mistake is put right by a later event.

    `facts` shape: {"event": code, "on": ISO day, "from": Status code, "to": Status code, "authority": str, "number": str,
    "paper": Paper code, "tells": bool (the document discloses the status), and of "scheme", "end_on", "limit_on",
    "enforceable_on", "renew_from", "renew_by", "work", "suspensive", "forced", "family", "answer" those that were said}.
    Plain columns say only that something was written, when and by whom.
    """

    number = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    facts = SealedJSONField(LEGAL, verbose_name=_("event of the stay"))
    conditions = SealedTextField(LEGAL, verbose_name=_("conditions"), null=True, blank=True)
    reason = SealedTextField(LEGAL, verbose_name=_("reason"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_status_event_per_number"),
        ]

    def __str__(self) -> str:
        return self.pid


class StatusDate(CaseRow):
    """A day that is watched. Another day is another row, which `replaces` this one; what stood there stays readable.

    The day and the alarms stand in the due thing, whose kind is neutral; what runs out is sealed. `facts` shape:
    {"what": DateKind code, "on": ISO day that is watched, "end_on": ISO day by the rule or the letter, "start_on": ISO day
    (absent where nothing began), "basis": Basis code, "scheme": pid of the rule (absent if none), "first": True if the
    first day counts, "paper": Paper code, "checked_on": ISO day that `checked_by` read in the document of an appeal
    limit; `end_on` stays what `recorded_by` read, and `on` is the earlier, or the day watched before until two have read
    the same later one; "told": Told codes and "told_on": ISO day (absent if nobody was) of an incident that is over}.
    """

    event = models.ForeignKey(StatusEvent, on_delete=models.PROTECT, related_name="dates", null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)
    due = models.OneToOneField("reminders.DueThing", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    facts = SealedJSONField(LEGAL, verbose_name=_("watched day"))
    reason = SealedTextField(LEGAL, verbose_name=_("reason for this day"), null=True, blank=True)
    outcome = SealedTextField(LEGAL, verbose_name=_("what was done"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case"], condition=Q(ended_at__isnull=True), name="status_date_watched"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="status_date_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="status_date_checked_by_another",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(checked_by=F("recorded_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.pid
