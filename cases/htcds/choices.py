"""Where an import stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """Sent, read through, running, done; or nothing of it was kept."""

    SENT = "sent", _("Being read")
    CHECKED = "checked", _("Ready to import")
    REFUSED = "refused", _("Could not be read")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    DISCARDED = "discarded", _("Discarded")


UNFINISHED = frozenset({ImportState.SENT, ImportState.CHECKED, ImportState.RUNNING})
