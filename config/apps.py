"""App configuration: registers the deployment checks. Wiring only, nothing imports it."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class DaybookConfig(AppConfig):
    """Holds no models."""

    name = "config"

    def ready(self) -> None:
        """Load the checks once all models are known."""
        import_string("config.checks.check_settings")
