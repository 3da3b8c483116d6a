"""App configuration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("Reminders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Drafts of its forms, and letters about accounts. Both import models, so they can only be loaded now."""
        import_module("reminders.draft_kinds").register()
        import_module("reminders.outbox.accounts").connect()
