"""Codes of the contact log."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices.channels import FirstContactChannel
from cases.need.choices import NeedType


class CallChannel(models.TextChoices):
    """How somebody came to us."""

    PHONE = "phone", _("Phone")
    WALK_IN = "walk_in", _("At the door")
    MESSAGE = "message", _("Message")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Form or chat")


class Caller(models.TextChoices):
    """Who it was, as far as one can tell. Nobody is asked for a name."""

    PERSON = "person", _("The person")
    RELATIVE = "relative", _("Relative or friend")
    CLIENT = "client", _("Client or buyer")
    POLICE = "police", _("Police or another authority")
    EXPLOITER = "exploiter", _("Perhaps an exploiter")
    PROFESSIONAL = "professional", _("Another professional")
    UNKNOWN = "unknown", _("Not clear")


# Who must not learn whether we know anybody.
GUARDED = (Caller.RELATIVE, Caller.CLIENT, Caller.POLICE, Caller.EXPLOITER, Caller.UNKNOWN)


class Danger(models.TextChoices):
    """Whether anybody is in danger now."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    UNCLEAR = "unclear", _("Not clear")


class CallAsked(models.TextChoices):
    """What was asked for."""

    INFORMATION = "information", _("Information")
    BED = "bed", _("A place to sleep")
    DOCTOR = "doctor", _("A doctor")
    LAWYER = "lawyer", _("Legal advice")
    PAPERS = "papers", _("Papers")
    WAGES = "wages", _("Wages or work")
    PROTECTION = "protection", _("Protection")
    GOING_HOME = "going_home", _("Going home")
    WORRY = "worry", _("Worry about somebody")
    WHEREABOUTS = "whereabouts", _("Where somebody is")
    TIP = "tip", _("A place or people to look at")
    OTHER = "other", _("Something else")


class CallDone(models.TextChoices):
    """What was done."""

    LISTENED = "listened", _("Listened")
    INFORMED = "informed", _("Gave information")
    OTHER_SERVICE = "other_service", _("Named another service")
    EMERGENCY = "emergency", _("Called emergency services")
    MEETING = "meeting", _("Agreed to meet")
    SAID_NOTHING = "said_nothing", _("Neither confirmed nor denied")
    TOLD_COORDINATOR = "told_coordinator", _("Told the coordinator")
    OTHER = "other", _("Something else")


# How a new case came to us, from the way of the first call.
FIRST_CONTACT: Mapping[str, str] = MappingProxyType(
    {
        Caller.RELATIVE.value: FirstContactChannel.THIRD_PARTY_HOME.value,
        Caller.CLIENT.value: FirstContactChannel.BUYER_INFORMANT.value,
        CallChannel.PHONE.value: FirstContactChannel.SELF_PHONE.value,
        CallChannel.WALK_IN.value: FirstContactChannel.SELF_WALK_IN.value,
        CallChannel.WEB.value: FirstContactChannel.SELF_WEB.value,
        CallChannel.MESSAGE.value: FirstContactChannel.SELF_WEB.value,
        CallChannel.EMAIL.value: FirstContactChannel.SELF_WEB.value,
    }
)
# What was asked for, as needs of the intake.
NEEDS: Mapping[str, str] = MappingProxyType(
    {
        CallAsked.BED.value: NeedType.BED.value,
        CallAsked.DOCTOR.value: NeedType.DOCTOR.value,
        CallAsked.LAWYER.value: NeedType.LAWYER.value,
        CallAsked.PAPERS.value: NeedType.PAPERS.value,
        CallAsked.WAGES.value: NeedType.WORK.value,
        CallAsked.PROTECTION.value: NeedType.PROTECTION.value,
        CallAsked.GOING_HOME.value: NeedType.RETURN.value,
    }
)


class Whose(models.TextChoices):
    """Which entries a list shows."""

    ALL = "all", _("All entries")
    MINE = "mine", _("My entries")


class Became(models.TextChoices):
    """Whether a case was begun from it."""

    ANY = "any", _("All")
    NOTHING = "nothing", _("No case begun")
    CASE = "case", _("A case was begun")
