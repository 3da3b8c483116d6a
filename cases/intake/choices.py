"""Words of the intake: its steps, and why a question of consent cannot be asked yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The kind of draft that an unfinished intake is.
KIND = "intake"


class Step(models.IntegerChoices):
    """Five short steps, to be opened in any order."""

    MET = 1, _("How we met")
    PERSON = 2, _("The person")
    HAPPENED = 3, _("What happened")
    NEEDS = 4, _("Needs now")
    CHECK = 5, _("Keep and check")


class WhyNotYet(models.TextChoices):
    """Why the person cannot be asked yet whether the record may be kept."""

    NO_INTERPRETER = "no_interpreter", _("No interpreter yet")
    UNWELL = "unwell", _("Unwell, asleep or in shock")
    CHILD_ALONE = "child_alone", _("A child without guardian")
    NOT_PRIVATE = "not_private", _("Cannot talk freely now")
    OTHER = "other", _("Another reason")
