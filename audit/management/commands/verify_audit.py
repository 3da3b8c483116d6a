"""`manage.py verify_audit`: does the audit trail hold?"""

import base64
import binascii
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.verify import verify_chain, verify_with_head


class Command(BaseCommand):
    """Names the first broken link of the trail, or says that it holds. Ends with 1 if it is broken."""

    help = "Check the audit trail and its signed head; name the first broken link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", type=Path, help="a signed head kept elsewhere, instead of the one on this machine"
        )
        parser.add_argument("--public-key", help="base64 of the key that signed it, where the audit key is not at hand")
        parser.add_argument("--without-head", action="store_true", help="check the links only; a cut end stays unseen")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["without_head"]:
            verdict = verify_chain()
        else:
            verdict = verify_with_head(options["head"], _key(options["public_key"]))
        if verdict.broken is not None:
            raise CommandError(verdict.broken.sentence)
        self.stdout.write(_("The audit trail holds: %(rows)d rows.") % {"rows": verdict.rows})


def _key(text: str | None) -> bytes | None:
    if not text:
        return None
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise CommandError(_("The public key is not base64.")) from error
    if len(key) != 32:
        raise CommandError(_("A public key has 32 bytes."))
    return key
