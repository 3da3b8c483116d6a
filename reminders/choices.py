"""States of due things."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DueState(models.TextChoices):
    """An open thing stays on Today until somebody records what was done."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer needed")
