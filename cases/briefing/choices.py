"""What a person must be told. Source: Booklet 6, section 6.8, minimum information; Palermo 6(2)(a); CoE 12(1)(d), 15(1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BriefingTopic(models.TextChoices):
    """The minimum list."""

    SUPPORT = "support", _("Who can help, and how to reach them")
    ROLE = "role", _("The own role in the case")
    RIGHTS = "rights", _("Rights and duties")
    HEARING = "hearing", _("Day and place of a hearing")
    PROTECTION = "protection", _("How to get protection")
    LEGAL_AID = "legal_aid", _("How to get legal aid")
    COMPENSATION = "compensation", _("How to get compensation")
    OUTCOME = "outcome", _("What became of the investigation")
    RELEASE = "release", _("Release of the offender")


class Understood(models.TextChoices):
    """Whether the person said in own words what it means."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly: to be told again")
    NO = "no", _("No: to be told again")
    NOT_CHECKED = "not_checked", _("Not checked")
