"""`manage.py rebuild_tokens [--anew] [--limit ROWS]`: make the tokens by which values are found."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import Organisation
from cases.find.rebuild import rebuild_tokens


class Command(BaseCommand):
    """Does nothing where tokens are as they should be. May be stopped at any time: the next run goes on."""

    help = "Make search tokens anew where the rules for them changed. Prints counts, never a value."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and whether also where nothing changed."""
        parser.add_argument("--anew", action="store_true", help="make all tokens anew, under another key")
        parser.add_argument("--limit", type=int, metavar="ROWS", help="stop after so many rows of each organisation")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each organisation by itself."""
        unfinished = 0
        for organisation in Organisation.objects.order_by("slug"):
            counts: list[int] = []
            is_done = rebuild_tokens(organisation, anew=options["anew"], limit=options["limit"], progress=counts.append)
            unfinished += not is_done
            if sum(counts) and options["verbosity"]:
                words = _("%(organisation)s: %(count)d values read") % {
                    "organisation": organisation.slug,
                    "count": sum(counts),
                }
                self.stdout.write(words)
        if unfinished:
            self.stdout.write(_("Not finished. Run it again: it goes on where it stopped."))
