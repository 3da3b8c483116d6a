"""What can be added from the composer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.TextChoices):
    """One choice, one click; a note costs none."""

    NOTE = "note", _("Note")
    CONTACT = "contact", _("Contact")
    SERVICE = "service", _("Service given")
    TASK = "task", _("Task")
