"""Kinds of need. Source: Palermo Protocol art. 6(3) and the service types of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedType(models.TextChoices):
    """What the person may need now."""

    BED = "bed", _("A safe place to sleep")
    FOOD = "food", _("Food")
    CLOTHES = "clothes", _("Clothes")
    MONEY = "money", _("Money")
    PHONE = "phone", _("A phone")
    DOCTOR = "doctor", _("A doctor")
    COUNSELLING = "counselling", _("Counselling")
    LAWYER = "lawyer", _("A lawyer")
    INTERPRETER = "interpreter", _("An interpreter")
    PAPERS = "papers", _("Papers")
    CHILD_CARE = "child_care", _("Care for children")
    SCHOOL = "school", _("School or training")
    WORK = "work", _("Work and earning")
    FAMILY = "family", _("Help for the family")
    PROTECTION = "protection", _("Protection")
    RETURN = "return", _("Going home")
    OTHER = "other", _("Something else")


# What somebody may need before the day ends. Source: intake and identification, section 4.
URGENT = (
    NeedType.BED,
    NeedType.FOOD,
    NeedType.DOCTOR,
    NeedType.PROTECTION,
    NeedType.PHONE,
    NeedType.CLOTHES,
)


class NeedState(models.TextChoices):
    """How far a need is met. Refusing one service never touches another."""

    OPEN = "open", _("Open")
    MET = "met", _("Met")
    NOT_WANTED = "not_wanted", _("Not wanted now")
