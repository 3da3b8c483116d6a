"""How much hangs on a ladder, when its steps come, whom they reach, and why one was changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Weight(models.TextChoices):
    """What passes with the day. It comes with the kind and cannot be edited: an office may warn more, never less."""

    TASK = "task", pgettext_lazy("ladder", "Everyday work")
    DEADLINE = "deadline", pgettext_lazy("ladder", "A deadline: from seven days before, everybody daily")
    RIGHT = "right", pgettext_lazy("ladder", "A right, or freedom: everybody at once, daily")


class Moment(models.TextChoices):
    """When a step comes, with a number of days where it needs one."""

    AT_ONCE = "at_once", _("As soon as it is known")
    HALF = "half", _("At half-time")
    BEFORE = "before", _("Days before (0: on the day)")
    AFTER = "after", _("Days after, once")
    EVERY = "every", _("After the day, again every … days")


class Reach(models.TextChoices):
    """Whom a step reaches."""

    WORKER = "worker", _("The worker")
    LEAD_LATER = "lead_later", _("The worker; after two working days without an answer the coordinator too")
    ALL = "all", _("Worker, deputy and coordinator, daily until something is recorded")


class Part(models.TextChoices):
    """As what somebody was alerted."""

    WORKER = "worker", pgettext_lazy("alert", "answers for it")
    STAND_IN = "stand_in", pgettext_lazy("alert", "stands in")
    DEPUTY = "deputy", pgettext_lazy("alert", "works on the same case")
    LEAD = "lead", pgettext_lazy("alert", "coordinates")


class LadderReason(models.TextChoices):
    """Why a ladder was changed. Codes only, so that no word about anybody stands here."""

    LAW = "law", _("A rule or the law changed")
    EARLIER = "earlier", _("Warnings came too late")
    FEWER = "fewer", _("There were too many warnings")
    OFFICE = "office", _("The office works in another way")
    MISTAKE = "ladder_mistake", _("It was a mistake")


# Steps with a number of days.
COUNTED = frozenset({Moment.BEFORE, Moment.AFTER, Moment.EVERY})
