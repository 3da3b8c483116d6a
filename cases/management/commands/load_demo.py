"""`manage.py load_demo`: three organisations and about forty invented cases, for trying Daybook out."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.demo.load import load_demo


class Command(BaseCommand):
    """Refuses wherever real data may be."""

    help = "Load the demo organisations, accounts and invented cases. Works with the demo settings only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO", False):
            raise CommandError(_("The demo can be loaded with the demo settings only, never beside real data."))
        made = load_demo()
        if made:
            self.stdout.write(
                ngettext("%(count)s invented case loaded.", "%(count)s invented cases loaded.", made) % {"count": made}
            )
        else:
            self.stdout.write(_("The demo is loaded already."))
