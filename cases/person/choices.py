"""Answers that describe a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """Sex, for the questionnaires that ask it; gender is asked apart. Source: GLOTIP."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    INTERSEX = "intersex", _("Intersex")


class AgeGroup(models.TextChoices):
    """For when no date is known. When in doubt, a child is presumed (CoE Convention art. 10(3))."""

    CHILD = "child", _("Under 18")
    ADULT_18_24 = "18_24", _("18–24")
    ADULT_25_34 = "25_34", _("25–34")
    ADULT_35_44 = "35_44", _("35–44")
    ADULT_45 = "45", _("45 or older")
    UNSURE = "unsure", _("Unsure, may be under 18")


class Preference(models.TextChoices):
    """Whom the person would rather talk to or through."""

    WOMAN = "woman", _("A woman")
    MAN = "man", _("A man")
    EITHER = "either", _("Either")


class Literacy(models.TextChoices):
    """Reading and writing, so that nobody is handed a page she cannot read."""

    READS = "reads", _("Reads and writes")
    SOME = "some", _("Reads a little")
    NOT = "not", _("Does not read")


class GuardianState(models.TextChoices):
    """For a child: who speaks for the child. Due the same day for a child alone (CoE Convention art. 10(4))."""

    HAS_PARENT = "has_parent", _("A parent or carer, and that is safe")
    APPOINTED = "appointed", _("A guardian is appointed")
    ASKED_FOR = "asked_for", _("A guardian was asked for")
    ALONE = "alone", _("Alone, no guardian yet")
