"""The refusals of production as system checks, so that `manage.py check --deploy` and `migrate` say them too."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from config.faults import database_faults, settings_faults


@register(Tags.security, deploy=True)
def check_settings(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """What is wrong with the settings of production."""
    if not getattr(settings, "PRODUCTION", False):
        return []
    return [Error(fault, id=f"daybook.E{number:03}") for number, fault in enumerate(settings_faults(), start=1)]


@register(Tags.database, deploy=True)
def check_database(app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Demo data and demo passwords, every account tried: `manage.py check --deploy --database default`."""
    if not getattr(settings, "PRODUCTION", False) or "default" not in (databases or ()):
        return []
    faults = database_faults(every_account=True)
    return [Error(fault, id=f"daybook.E{number:03}") for number, fault in enumerate(faults, start=101)]
