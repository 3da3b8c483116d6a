"""Codes of proceedings. Source: legal, section 2."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProceedingType(models.TextChoices):
    """What kind of proceeding it is."""

    CRIMINAL = "criminal", _("Criminal")
    AGAINST = "against_person", _("Criminal, against the person")
    CIVIL = "civil", _("Civil damages")
    LABOUR = "labour", _("Work and wages")
    COMPENSATION = "compensation", _("Compensation from the State")
    IMMIGRATION = "immigration", _("Stay, asylum or appeal")
    FAMILY = "family", _("Family and custody")
    PROTECTION = "protection", _("Protection order")
    FINE = "fine", _("Administrative fine")
    BANKRUPTCY = "bankruptcy", _("Bankruptcy of the employer")
    FOREIGN = "foreign", _("In another country")


class ProceedingRole(models.TextChoices):
    """As what the person takes part."""

    INJURED = "injured", _("Injured person")
    WITNESS = "witness", _("Witness")
    CIVIL_PARTY = "civil_party", _("Civil party")
    APPLICANT = "applicant", _("Applicant")
    DEFENDANT = "defendant", _("Defendant")
    RESPONDENT = "respondent", _("Other side")


class LawyerKind(models.TextChoices):
    """How the person came to the lawyer."""

    OWN = "own", _("Chosen by the person")
    APPOINTED = "appointed", _("Appointed")
    ORGANISATION = "organisation", _("From our organisation")
    NONE = "none", _("No lawyer yet")


class LegalAid(models.TextChoices):
    """How far free legal aid is."""

    NOT_ASKED = "not_asked", _("Not asked for")
    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class ProceedingStage(models.TextChoices):
    """How far a proceeding is, in the order of its course; the last three may come at any time."""

    INFORMED = "informed", _("The person was informed")
    CONSIDERING = "considering", _("The person is considering")
    STATEMENT = "statement", _("Complaint or statement")
    INVESTIGATION = "investigation", _("Investigation")
    CHARGE = "charge", _("Charge")
    TRIAL = "trial", _("Trial")
    JUDGMENT = "judgment", _("Judgment")
    APPEAL = "appeal", _("Appeal")
    FINAL = "final", _("Final")
    ENFORCEMENT = "enforcement", _("Enforcement and payment")
    CLOSED = "closed", pgettext_lazy("proceeding", "Closed")
    DISCONTINUED = "discontinued", _("Discontinued")
    SUSPENDED = "suspended", _("Suspended")
    TRANSFERRED = "transferred", _("Transferred")


class PersonDecision(models.TextChoices):
    """What the person wants. Never asked as a condition of help, and always free to change. Source: CoE 12(6)."""

    UNDECIDED = "undecided", _("Undecided")
    WANTS = "wants", _("Wants to take part")
    NOT = "does_not_want", _("Does not want to take part")
    LATER = "later", _("Ask again later")
