"""Elements of trafficking and results of an assessment. Source: Palermo Protocol art. 3; intake, section 6."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TraffickingAct(models.TextChoices):
    """What was done."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSPORTATION = "transportation", _("Transportation")
    TRANSFER = "transfer", _("Transfer")
    HARBOURING = "harbouring", _("Harbouring")
    RECEIPT = "receipt", _("Receipt")


class TraffickingMeans(models.TextChoices):
    """How it was done. Not needed for a child."""

    THREAT = "threat", _("Threat")
    FORCE = "force", _("Force")
    COERCION = "coercion", _("Other coercion")
    ABDUCTION = "abduction", _("Abduction")
    FRAUD = "fraud", _("Fraud")
    DECEPTION = "deception", _("Deception")
    ABUSE_OF_POWER = "abuse_of_power", _("Abuse of power")
    ABUSE_OF_VULNERABILITY = "abuse_of_vulnerability", _("Abuse of a position of vulnerability")
    PAYMENT = "payment", _("Payment to a person in control")


class TraffickingPurpose(models.TextChoices):
    """What it was for, even if only intended."""

    SEXUAL = "sexual", _("Sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("Forced labour or services")
    DOMESTIC_SERVITUDE = "domestic_servitude", _("Domestic servitude")
    SLAVERY = "slavery", _("Slavery or similar practices")
    SERVITUDE = "servitude", _("Servitude")
    BEGGING = "begging", _("Forced begging")
    CRIMINALITY = "criminality", _("Forced criminality")
    MARRIAGE = "marriage", _("Forced marriage")
    ADOPTION = "adoption", _("Illegal adoption")
    SURROGACY = "surrogacy", _("Exploitative surrogacy")
    ORGANS = "organs", _("Organ removal")
    OTHER = "other", _("Other")


class IdentificationResult(models.TextChoices):
    """The worker's own conclusion. None of them ends help."""

    PRESUMED = "presumed", _("Presumed trafficked person")
    LIKELY = "likely", _("Likely trafficked person")
    NOT_ENOUGH = "not_enough", _("Not enough information yet")
    OTHER_EXPLOITATION = "other_exploitation", _("Other exploitation")
    NO = "no", _("No trafficking seen")


class DecisionLevel(models.TextChoices):
    """What an authority decided."""

    REASONABLE = "reasonable", _("Reasonable grounds")
    CONCLUSIVE = "conclusive", _("Identified as a victim (conclusive)")
    NEGATIVE = "negative", _("Negative")
