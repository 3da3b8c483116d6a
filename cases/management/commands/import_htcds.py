"""`manage.py import_htcds FILE --organisation SLUG --as USERNAME [--dry-run]`: import a caseload without the page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import scope
from cases.htcds.actions import importer
from cases.htcds.run import Outcome, run_rows
from common.errors import DomainError
from encryption.principal import acting_as


class Command(BaseCommand):
    """The same rules as the page, in the name of somebody who may import. Problems are printed for whoever runs it."""

    help = "Import an HTCDS workbook (.xlsx, .xlsm) or CSV file into an organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose cases, in whose name."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--as", required=True, dest="username", metavar="USERNAME")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--bad-rows", type=Path, metavar="FILE", help="write the rows to mend there (plain text: keep it safe)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One import; prints three numbers last."""
        actor = (
            User.objects.active()
            .filter(username=options["username"].lower(), organisation__slug=options["organisation"])
            .first()
        )
        if actor is None:
            raise CommandError(_("There is no active account of that name in that organisation."))
        outcome = self._run(actor, options["file"], is_trial=options["dry_run"])
        for problem in outcome.problems:
            self.stderr.write(problem.sentence)
        for remark in outcome.remarks:
            self.stderr.write(remark)
        if options["bad_rows"] is not None and outcome.bad:
            options["bad_rows"].touch(mode=0o600)
            options["bad_rows"].write_bytes(outcome.bad_rows.finished())
        numbers = {"created": outcome.created, "known": outcome.known, "bad": outcome.bad}
        if options["dry_run"]:
            sentence = _("%(created)s cases would be created, %(known)s already known, %(bad)s rows with problems")
        else:
            sentence = _("%(created)s cases created, %(known)s already known, %(bad)s rows with problems")
        self.stdout.write(sentence % numbers)

    def _run(self, actor: User, path: Path, *, is_trial: bool) -> Outcome:
        try:
            with (
                path.open("rb") as file,
                scope(actor=actor, via="command", purpose="import_htcds"),
                acting_as(importer(actor)),
            ):
                return run_rows(actor=actor, file=file, is_trial=is_trial)
        except OSError as error:
            raise CommandError(_("The file cannot be opened: %(reason)s") % {"reason": error.strerror}) from error
        except DomainError as refusal:
            raise CommandError(str(refusal.shown)) from refusal
        except Http404:
            raise CommandError(_("This account may not import.")) from None
