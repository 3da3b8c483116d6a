"""Answers about safe contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SafeContact(models.TextChoices):
    """May we contact the person, and how? `do_not_contact` holds until she was asked, for imports too."""

    YES = "yes", _("Yes, as agreed")
    ONLY_SHE = "only_she", _("No, the person contacts us")
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact until asked")


class SafeChannel(models.TextChoices):
    """Ways the person agreed to."""

    PHONE = "phone", _("Phone call")
    HOUSE_PHONE = "house_phone", _("House phone")
    SMS = "sms", _("Text message")
    MESSENGER = "messenger", _("Messenger")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Post")
    TRUSTED_PERSON = "trusted_person", _("Through somebody the person trusts")
    IN_PERSON = "in_person", _("In person")
