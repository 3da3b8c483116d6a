"""Roles of staff, and how a person of staff stands to a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in the organisation; one role per account."""

    CASEWORKER = "caseworker", _("Caseworker")
    SHELTER = "shelter", _("Shelter staff")
    COORDINATOR = "coordinator", _("Coordinator")
    LEGAL = "legal", _("Legal adviser")
    HEALTH = "health", _("Health worker")
    PARTNER = "partner", _("Partner")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Relation(models.TextChoices):
    """How a user stands to one case. The first that holds counts; a conflict block beats them all."""

    GRANT = "grant", _("Assigned")
    PLACED = "placed", _("Stays in the own house")
    TEAM = "team", _("Same team")
    ORGANISATION = "organisation", _("Same organisation")
    NONE = "none", _("No relation")
