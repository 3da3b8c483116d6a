"""What a list of cases can be narrowed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Whose(models.TextChoices):
    """Which cases. Another team's are never listed."""

    MINE = "mine", _("My cases")
    TEAM = "team", _("My team")
    ALL = "all", _("All I may see")


class Opened(models.TextChoices):
    """Whether work on a case goes on."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    ANY = "any", _("Open and closed")


SIZES = (25, 50)
