"""Why a case was opened in an emergency, and what was thought of it afterwards."""

from django.db import models
from django.utils.translation import pgettext_lazy


class EmergencyReason(models.TextChoices):
    """Why it could not wait. The code stands in the trail; further words are sealed."""

    DANGER = "danger", pgettext_lazy("reason", "The person is in danger now")
    HEALTH = "health", pgettext_lazy("reason", "A medical emergency")
    MISSING = "missing", pgettext_lazy("reason", "The person is missing or called for help")
    NOBODY = "nobody", pgettext_lazy("reason", "The person is here and nobody on the case can be reached")


class Verdict(models.TextChoices):
    """What somebody else thought of it afterwards."""

    WAITING = "", pgettext_lazy("verdict", "Not judged yet")
    JUSTIFIED = "justified", pgettext_lazy("verdict", "Justified")
    NOT_JUSTIFIED = "not_justified", pgettext_lazy("verdict", "Not justified")
