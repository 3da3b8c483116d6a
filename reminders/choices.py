"""States of due things, why one waits or falls away, and what can be done to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DueState(models.TextChoices):
    """An open thing stays on Today until somebody records what was done."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer needed")


class SnoozeReason(models.TextChoices):
    """Why a thing waits. Codes only: what is due is stored beside no words about anybody."""

    ANSWER = "answer", _("Waiting for an answer from others")
    WISH = "wish", _("The person asked for a later day")
    MOVED = "moved", _("The appointment was moved")
    NOT_REACHED = "not_reached", _("Could not be reached safely")
    FIRST = "first", _("Something else comes first")


class DropReason(models.TextChoices):
    """Why nothing has to be done any more."""

    UNWANTED = "unwanted", _("The person does not want it")
    HAPPENED = "happened", _("It happened in another way")
    TWICE = "twice", _("It stands here twice")
    MISTAKE = "mistake", _("It was a mistake")


class EndReason(models.TextChoices):
    """Why a thing ended with something else, though nobody did it. Never chosen on a page."""

    CLOSED = "closed", _("The case was closed")
    CORRECTED = "corrected", _("The record was put right")
    OVERTAKEN = "overtaken", _("Something else happened first")


class DueAct(models.TextChoices):
    """What was done to a due thing."""

    MOVED = "moved", pgettext_lazy("due", "Another day")
    SNOOZED = "snoozed", pgettext_lazy("due", "Put off")
    GIVEN = "given", pgettext_lazy("due", "Handed over")
    DONE = "done", pgettext_lazy("due", "Done")
    DROPPED = "dropped", pgettext_lazy("due", "No longer needed")
    REOPENED = "reopened", pgettext_lazy("due", "Due again")
