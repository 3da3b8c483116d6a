"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheltersConfig(AppConfig):
    name = "shelters"
    verbose_name = _("Shelters")
    default_auto_field = "django.db.models.BigAutoField"
