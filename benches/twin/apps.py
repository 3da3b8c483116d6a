"""App configuration."""

from django.apps import AppConfig


class TwinConfig(AppConfig):
    name = "benches.twin"
    label = "twin"
    default_auto_field = "django.db.models.BigAutoField"
