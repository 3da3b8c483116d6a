"""Ways to see a locked field, why somebody needs to, and how far a question has come."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(StrEnum):
    """How a locked line opens for somebody: by a click, with a reason, by asking, or not at all."""

    CLICK = "click"
    REASON = "reason"
    ASK = "ask"
    NONE = "none"


class OpeningReason(models.TextChoices):
    """Why somebody needs to see it. The code stands in the trail; further words are sealed."""

    CARE = "care", pgettext_lazy("reason", "To help the person now")
    SAFETY = "safety", pgettext_lazy("reason", "To keep somebody safe")
    LAW = "law", pgettext_lazy("reason", "For a lawyer or authority the person agreed to")
    CHECK = "check", pgettext_lazy("reason", "To check or correct the record")


class AskState(models.TextChoices):
    """How far a question has come."""

    ASKED = "asked", pgettext_lazy("question", "Waits for an answer")
    GRANTED = "granted", pgettext_lazy("question", "Yes")
    REFUSED = "refused", pgettext_lazy("question", "No")


class OpenFor(models.IntegerChoices):
    """For how many minutes a line may be opened."""

    QUARTER = 15, _("15 minutes")
    HALF = 30, _("30 minutes")
    HOUR = 60, _("60 minutes")
