"""How an offer of a case stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverState(models.TextChoices):
    """Only an offer that waits can be answered or withdrawn."""

    OFFERED = "offered", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
