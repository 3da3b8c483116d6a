"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is due on a case, who answers for it, what its timeline shows, what waits for an intake, what is erased."""
        from cases import draft_kinds, due_kinds  # noqa: PLC0415 - models load first
        from cases.document import erasing  # noqa: PLC0415 - models load first
        from cases.legal import due_kinds as legal_kinds  # noqa: PLC0415 - models load first
        from cases.legal import running  # noqa: PLC0415 - models load first
        from cases.residence import due_kinds as stay_kinds  # noqa: PLC0415 - models load first
        from cases.residence import sources as stay_sources  # noqa: PLC0415 - models load first
        from cases.situation import joining  # noqa: PLC0415 - models load first
        from cases.timeline import sources  # noqa: PLC0415 - models load first
        from cases.today import audience, owners  # noqa: PLC0415 - models load first

        due_kinds.register()
        stay_kinds.register()
        draft_kinds.register()
        owners.register()
        audience.register()
        sources.register()
        legal_kinds.register()
        running.register()
        stay_sources.register()
        joining.register()
        erasing.register()
