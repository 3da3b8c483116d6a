"""Workflow words of a case. Nothing here describes the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where the work on a case stands."""

    INTAKE = "intake", _("Intake")
    RECOVERY = "recovery", _("Recovery period")
    SUPPORT = "support", _("Active support")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class ClosureReason(models.TextChoices):
    """Why work on a case ended. The door stays open. Source: glossary, case closure."""

    GOALS_REACHED = "goals_reached", _("Goals reached")
    PERSONS_WISH = "persons_wish", _("The person's wish")
    TRANSFER = "transfer", _("Transferred to another organisation")
    CONTACT_LOST = "contact_lost", _("Contact lost")
    RETURN = "return", _("Returned")
    DEATH = "death", _("Death")
    NOT_KEPT = "not_kept", _("The person does not want a record")
    NOT_RECORDED = "not_recorded", _("Not recorded: imported as closed")
