"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common import form_words


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("Common")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say in our own words what forms say."""
        form_words.register()
