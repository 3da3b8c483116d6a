"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.sink import note_reveal
from encryption.sink import register_sink


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Audit trail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Become the place where reveals are recorded; without it nothing is revealed."""
        register_sink(note_reveal)
