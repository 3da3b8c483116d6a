"""`manage.py load_jurisdictions [FILE]`: bring the table of periods and permits up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from cases.jurisdiction.actions import load_schemes
from cases.jurisdiction.table import SHIPPED, read_table
from common.commands import DaybookCommand


class Command(DaybookCommand):
    """May be run at any time. Loads the whole file or, if anything in it is wrong, nothing; corrections stay."""

    help = "Load what the law of each country says about periods and permits. Never touches what was corrected here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another file than the one that is shipped."""
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, metavar="FILE")

    def work(self, **options: Any) -> None:
        """One load; says what it did."""
        try:
            with options["file"].open(encoding="utf-8", newline="") as file:
                table = read_table(file)
        except OSError as error:
            raise CommandError(_("The file cannot be opened: %(reason)s") % {"reason": error.strerror}) from error
        if table.problems:
            for problem in table.problems:
                self.stderr.write(problem.sentence)
            raise CommandError(
                _("Nothing was loaded: %(count)d problems in the file.") % {"count": len(table.problems)}
            )
        done = load_schemes(rows=table.rows)
        if not options["verbosity"]:
            return
        numbers = {"created": len(done.created), "changed": len(done.changed), "same": len(done.same)}
        self.stdout.write(_("%(created)d schemes new, %(changed)d changed, %(same)d as before.") % numbers)
        for words, codes in (
            (_("Changed: %(codes)s"), done.changed),
            (_("Corrected here, so your own version goes on to count: %(codes)s"), done.kept),
            (_("Not in the file, left as they are: %(codes)s"), done.left),
        ):
            if codes:
                self.stdout.write(words % {"codes": ", ".join(codes)})
