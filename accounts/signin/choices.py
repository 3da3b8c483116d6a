"""What is kept of sign-ins, and of what else happens to how somebody signs in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInKind(models.TextChoices):
    """How a sign-in went, in the words of the list of own sign-ins."""

    KNOWN = "known", _("Signed in, known browser")
    NEW = "new", _("Signed in, new browser")
    FAILED = "failed", _("Second step failed")
    ASKED = "asked", _("A reset of the second step was asked for")
    RESET = "reset", _("The second step was reset")


# What its owner is told about.
TOLD = frozenset(SignInKind) - {SignInKind.KNOWN}
