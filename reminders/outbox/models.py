"""The outbox: one row for each letter, and what each colleague wishes about mail."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import PublicModel, TimestampedModel
from reminders.outbox.choices import MessageState, Template, Trouble
from reminders.outbox.querysets import MailSettingQuerySet, MessageQuerySet


class Message(PublicModel, TimestampedModel):
    """One letter to one colleague: which of the closed list, when, and how far it is. It holds no words and no case.

    `key` makes the second time harmless. `not_before`: when it is due. What is not urgent is counted in the mail of the
    day (`digest`), whose `count` says of how many things. `claim` changes with every take-up, under a lease until
    `claimed_until`. `offered_at`: when the text went to the mail server whose answer is not known yet; how often that
    answer never came, so that the letter may arrive once more, is `doubt_count`. `seen_at`: when a coordinator first read
    that it was given up.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    template = models.CharField(max_length=10, choices=Template.choices)
    key = models.CharField(max_length=120, unique=True, editable=False)
    is_urgent = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True)
    count = models.PositiveIntegerField(default=1)
    digest = models.ForeignKey("self", on_delete=models.PROTECT, related_name="gathered", null=True, blank=True)
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    doubt_count = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="message_by_state"),
            models.Index(fields=["sent_at"], name="message_by_sending"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="message_lease_while_in_hand",
                condition=~Q(state="in_hand") | (Q(claimed_until__isnull=False) & ~Q(claim="")),
            ),
            models.CheckConstraint(
                name="message_sent_at_some_time", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="message_gathered_in_a_digest", condition=~Q(state="gathered") | Q(digest__isnull=False)
            ),
            models.CheckConstraint(
                name="message_ends_badly_for_a_reason", condition=~Q(state__in=["withheld", "dead"]) | ~Q(trouble="")
            ),
        ]

    def __str__(self) -> str:
        return self.pid


class MailSetting(TimestampedModel):
    """What one colleague wishes about mail: at all, at which hour of the office's clock, and which address is hers.

    Mail goes out only while `confirmed_address` is the account's address: a changed one has to be confirmed anew.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_setting", primary_key=True
    )
    has_mail = models.BooleanField(_("send me mail"), default=True)
    hour = models.PositiveSmallIntegerField(
        _("hour of the mail of the day"), default=8, validators=[MaxValueValidator(23)]
    )
    confirmed_address = models.EmailField(_("confirmed address"), blank=True)
    asked_at = models.DateTimeField(_("link sent to the address"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = MailSettingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="mail_hour_is_an_hour", condition=Q(hour__lte=23)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
