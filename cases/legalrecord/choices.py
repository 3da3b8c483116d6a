"""Codes of protection, release, claims and acts that were compelled. Source: legal, sections 4 to 7."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProtectionKind(models.TextChoices):
    """Kinds of protection, from the lightest."""

    CONTACT = "police_contact", _("Contact at the police, day and night")
    DEVICE = "device", _("Emergency device")
    ESCORT = "escort", _("Escort")
    NO_CONTACT = "no_contact", _("Order to keep away")
    EUROPEAN = "european_order", _("European protection order")
    ADDRESS = "address_block", _("Address kept out of registers and files")
    ANONYMITY = "anonymity", _("Anonymity or initials")
    COURT = "court", _("Protection in the courtroom")
    RELOCATION = "relocation", _("Another place to live")
    PROGRAMME = "programme", _("Witness protection programme")


class ProtectionState(models.TextChoices):
    """How far it is."""

    APPLIED = "applied", pgettext_lazy("protection", "Asked for")
    GRANTED = "granted", pgettext_lazy("protection", "Granted")
    REFUSED = "refused", pgettext_lazy("protection", "Refused")
    BREACHED = "breached", pgettext_lazy("protection", "Granted, and broken")


class ReleaseWish(models.TextChoices):
    """Whether the person wants to be told, also if the news is bad."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    LATER = "later", _("Ask again later")


class ClaimHead(models.TextChoices):
    """What is claimed."""

    WAGES = "wages", _("Wages, overtime, deductions")
    MORAL = "moral", _("Moral damage")
    CARE = "care", _("Medical costs, care, lost earnings")
    GAINS = "gains", _("Gains of the offender")
    BELONGINGS = "belongings", _("Return of papers and belongings")


class ClaimRoute(models.TextChoices):
    """Where it is claimed."""

    CRIMINAL = "criminal", _("In the criminal case")
    CIVIL = "civil", _("In a civil case")
    LABOUR = "labour", _("Labour court or inspectorate")
    STATE = "state", _("State fund")
    CONFISCATED = "confiscated", _("From confiscated assets")
    SETTLEMENT = "settlement", _("Settlement: beware of pressure and silence")
    GUARANTEE = "guarantee", _("Guarantee fund for employees")


class CompelledAct(models.TextChoices):
    """What the person may have been made to do."""

    IMMIGRATION = "immigration", _("Irregular entry or stay")
    PAPERS = "papers", _("False papers")
    PROSTITUTION = "prostitution", _("Offences around prostitution")
    DRUGS = "drugs", _("Growing or carrying drugs")
    THEFT = "theft", _("Theft")
    BEGGING = "begging", _("Begging")
    FRAUD = "fraud", _("Fraud")
    RECRUITMENT = "recruitment", _("Recruiting others")
    ARMED = "armed", _("With an armed group")
    OTHER = "other", _("Other")


class Consequence(models.TextChoices):
    """What the authority did about it."""

    NONE = "none", _("Nothing yet")
    FINE = "fine", _("Fine or payment order")
    CHARGE = "charge", _("Charge")
    CONVICTION = "conviction", _("Conviction")


class RaisedBy(models.TextChoices):
    """Who said that it was compelled."""

    NOBODY = "nobody", _("Nobody yet")
    LAWYER = "lawyer", _("The lawyer")
    ORGANISATION = "organisation", _("Our organisation")
    PERSON = "person", _("The person")


class NonPunishmentResult(models.TextChoices):
    """What became of it."""

    PENDING = "pending", _("Open")
    NOT_CHARGED = "not_charged", _("Not charged")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ACQUITTED = "acquitted", _("Acquitted")
    MITIGATED = "mitigated", _("Milder")
    CLEARED = "cleared", _("Taken out of the record")
    REFUSED = "refused", _("Refused")


class RecordEnd(models.TextChoices):
    """Why nothing has to be watched any more."""

    OVER = "over", _("It is over")
    RENEWED = "renewed", _("A new one takes its place")
    UNWANTED = "unwanted", _("The person does not want it any more")
    HANDED_OVER = "handed_over", _("Somebody else watches it from now on")
    MISTAKE = "mistake", _("It was entered by mistake")
