"""Say whether the key files are safe and fit the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from encryption import keys
from encryption.classes import KEY_NAMES, PROFILES, FieldClass
from encryption.errors import EncryptionError
from encryption.key_tables import ClassKey
from encryption.providers import SUFFIX, FileKeyProvider, Wrapped, key_file_problem


class Command(BaseCommand):
    """Checks each key file of the profile, and that the class keys in the database open with it. Never prints a key."""

    help = "Check the key files of this process and that they fit the database. Never prints a key."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.KEYS_DIR)
        problems = [
            problem
            for name in KEY_NAMES
            if (folder / f"{name}{SUFFIX}").is_symlink() or (folder / f"{name}{SUFFIX}").exists()
            if (problem := key_file_problem(folder / f"{name}{SUFFIX}"))
        ]
        if not problems:
            problems = self.check_contents(folder)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(_("%(count)d problems with the keys.") % {"count": len(problems)})
        if options["verbosity"]:
            self.stdout.write(_("All keys of profile %(profile)s are in order.") % {"profile": settings.KEY_PROFILE})

    def check_contents(self, folder: Path) -> list[str]:
        try:
            provider = FileKeyProvider(folder, settings.KEY_PROFILE)
        except EncryptionError as error:
            return [str(error)]
        return provider.health() + misfits(provider)


def misfits(provider: FileKeyProvider) -> list[str]:
    """A sentence for each class whose keys in the database do not open with the file at hand."""
    try:
        rows = list(ClassKey.objects.order_by("field_class", "organisation_id", "version"))
    except DatabaseError:
        return [_("The key tables cannot be read. Run migrate first.")]
    held = [row for row in rows if FieldClass(row.field_class).key_name in PROFILES[provider.profile]]
    answers = provider.unwrap_many(
        [
            Wrapped(
                FieldClass(row.field_class),
                row.root_version,
                bytes(row.wrapped),
                keys.class_wrap_aad(row.organisation_id, row.field_class, row.version),
            )
            for row in held
        ]
    )
    wrong = {row.field_class for row, answer in zip(held, answers, strict=True) if isinstance(answer, EncryptionError)}
    return [
        _("%(file)s does not fit this database: copy the right file back from your safe copy.")
        % {"file": FieldClass(number).key_name + SUFFIX}
        for number in sorted(wrong)
    ]
