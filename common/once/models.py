"""What was sent and has taken effect."""

from typing import ClassVar

from django.db import models

from common.once.querysets import SentFormQuerySet


class SentForm(models.Model):
    """One form that took effect: the row is written in the transaction of its first change, so both are there or neither.

    `digest` is keyed and covers who sent it, its one-time key, the address and every field; nothing of them is kept. The
    answer is told again when the same is sent once more: `status`, and `location` of a page or `body` of the API. While
    `status` is 0 the answer is still on its way, or was lost in a crash.
    """

    owner_id = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=300, blank=True)
    body = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sent_form_tells_page_or_body", condition=models.Q(location="") | models.Q(body__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
