"""Immediate-risk questions and levels. Source: intake and identification, section 3."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskLevel(models.TextChoices):
    """How fast somebody must act."""

    IMMEDIATE = "immediate", _("Act now")
    HIGH = "high", _("Same day")
    MEDIUM = "medium", _("Within 72 hours")
    LOW = "low", _("Low")


class RiskQuestion(models.TextChoices):
    """Asked in this order; every one can be skipped."""

    ALONE = "alone", _("Are you alone and able to talk now?")
    DANGER = "danger", _("Are you in danger right now?")
    DOCTOR = "doctor", _("Do you need a doctor now?")
    FOUND = "found", _("Does anybody who harmed or controlled you know where you are, or have your phone or accounts?")
    TONIGHT = "tonight", _("Do you have a place to sleep tonight?")
    OTHERS = "others", _("Is anyone with you, or left behind, in danger?")
    CHILD = "child", _("Are you, or is anyone with you, under 18?")
    PAPERS = "papers", _("Do you have your papers and medicines?")
    MUST_NOT = "must_not", _("Is there anything that must not happen?")
