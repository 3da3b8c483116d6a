"""`manage.py sign_audit_head`: sign the newest row now, whatever the activity. Run it at fixed hours."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.chain import Link
from audit.errors import AuditNotWritten
from audit.head import head_path, write_head
from audit.models import Event
from audit.verify import verify_with_head


class Command(BaseCommand):
    """Signs the newest row, but never a chain that is broken: the old head is what proves it."""

    help = "Check the audit trail, sign its newest row, and print the head for the place where it is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_with_head()
        if verdict.broken is not None and verdict.broken.kind != "unsigned":
            raise CommandError(verdict.broken.sentence)
        newest = Event.objects.order_by("-seq").first()
        if newest is None:
            self.stdout.write(_("The audit trail is empty; there is nothing to sign."))
            return
        try:
            write_head(Link(newest.seq, newest.hash, newest.at))
        except AuditNotWritten as error:
            raise CommandError(_("This process does not hold the audit key.")) from error
        self.stdout.write(head_path().read_text(encoding="ascii"), ending="")
