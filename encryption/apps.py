"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EncryptionConfig(AppConfig):
    name = "encryption"
    verbose_name = _("Field encryption")
    default_auto_field = "django.db.models.BigAutoField"
