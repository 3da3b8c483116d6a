"""`manage.py load_demo_digest`: a week of the invented trail, and its digest for the auditor of the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.digest.demo import load_demo_digest


class Command(BaseCommand):
    """Refuses wherever real data may be."""

    help = "Write a week of the demo's trail and its digest. Works with the demo settings only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO", False):
            raise CommandError(_("The demo can be loaded with the demo settings only, never beside real data."))
        load_demo_digest()
