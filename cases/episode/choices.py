"""Answers about what happened, in broad kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobPromised(models.TextChoices):
    """The lure. Source: IOM's figures of 2005, jobs offered."""

    NONE = "none", _("No job was promised")
    DOMESTIC = "domestic", _("Domestic work or care")
    CATERING = "catering", _("Bar, restaurant, hotel")
    FARM = "farm", _("Farm work")
    FACTORY = "factory", _("Factory")
    BUILDING = "building", _("Building")
    SALES = "sales", _("Selling")
    DANCE = "dance", _("Dancing or entertainment")
    SEXUAL_SERVICES = "sexual_services", _("Sexual services")
    MARRIAGE = "marriage", _("Marriage")
    STUDY = "study", _("Study")
    ONLINE = "online", _("Office or online work")
    OTHER = "other", _("Other work")


class FreedomOfMovement(models.TextChoices):
    """Could the person go out? Source: IOM's figures of 2005."""

    DENIED = "denied", _("Could not go out")
    ACCOMPANIED = "accompanied", _("Only accompanied")
    LIMITED = "limited", _("Limited")
    FREE = "free", _("Could go out freely")


class HowItEnded(models.TextChoices):
    """How the person got out."""

    LEFT = "left", _("Left or got out")
    REMOVED = "removed", _("Was removed from the situation")
    RELEASED = "released", _("Was let go")
    HELPED = "helped", _("Got out with help")
    NOT_ENDED = "not_ended", _("It has not ended")
