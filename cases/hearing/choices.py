"""Codes of hearings. Source: legal, sections 3 and 5."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HearingKind(models.TextChoices):
    """What is on that day."""

    HEARING = "hearing", _("Hearing")
    INTERVIEW = "interview", _("Interview or statement")


class HearingState(models.TextChoices):
    """Whether it lies ahead."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class HearingEnd(models.TextChoices):
    """What became of it."""

    HELD = HearingState.HELD.value, HearingState.HELD.label
    CANCELLED = HearingState.CANCELLED.value, HearingState.CANCELLED.label


class HearingMeasure(models.TextChoices):
    """What makes the day bearable and safe."""

    ENTRANCE = "entrance", _("Separate entrance")
    SCREEN = "screen", _("Screen")
    VIDEO = "video", _("By video")
    INTERPRETER = "interpreter", _("Interpreter")
    ESCORT = "escort", _("Escort")
    CHILDCARE = "childcare", _("Childcare")
    TRANSPORT = "transport", _("Transport")
    THERAPIST = "therapist", _("Therapist afterwards")


class MeasureState(models.TextChoices):
    """How far one measure is."""

    WANTED = "wanted", pgettext_lazy("measure", "Wanted")
    ASKED = "asked", pgettext_lazy("measure", "Asked for")
    READY = "ready", pgettext_lazy("measure", "Arranged")
    REFUSED = "refused", pgettext_lazy("measure", "Refused")
    NOT_NEEDED = "not_needed", pgettext_lazy("measure", "Not needed")
