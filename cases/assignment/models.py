"""The grant is the assignment: who works on a case, given by whom, until when."""

from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from cases.assignment.querysets import CaseGrantQuerySet
from common.models import PublicModel

NO_END = datetime(9999, 12, 31, tzinfo=UTC)


class CaseGrant(UserObjectPermissionBase, PublicModel):
    """One assignment of one user to one case. Ended rows stay, as the history of who was responsible.

    A row with a `cover` stands in for a colleague who is away and ends with that cover.

    The direct-foreign-key permission model of django-guardian; its shortcuts are banned because they accept ended grants.
    Written by `cases.assignment.actions` only, read by `CaseQuerySet.visible_to` only.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_grants")
    content_object = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="grants", db_column="case_id"
    )
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("until"), default=NO_END)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    cover = models.ForeignKey("cases.Cover", on_delete=models.PROTECT, related_name="grants", null=True, blank=True)
    # When both sides were told that the end is near, so that they are told once.
    warned_at = models.DateTimeField(null=True, blank=True)

    objects = CaseGrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        unique_together: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object"],
                condition=Q(ended_at__isnull=True),
                name="one_open_grant_per_user_permission_case",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["content_object"], condition=Q(ended_at__isnull=True), name="grant_open_of_case"),
            models.Index(
                fields=["until"], condition=Q(ended_at__isnull=True, warned_at__isnull=True), name="grant_end_untold"
            ),
        ]

    def __str__(self) -> str:
        return self.pid
