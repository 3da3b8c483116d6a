"""What several cases have in common."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# For a slip of the hand; later a case is linked again by its number.
UNDO_FOR = timedelta(minutes=1)


class SituationKind(models.TextChoices):
    """Coded, so that no word about the place or the people stands outside the cases."""

    RAID = "raid", _("A raid or inspection")
    EMPLOYER = "employer", _("The same work place or employer")
    PLACE = "place", _("The same house or place")
    JOURNEY = "journey", _("The same journey")
    FAMILY = "family", _("The same family")
    OTHER = "other", _("Something else")
