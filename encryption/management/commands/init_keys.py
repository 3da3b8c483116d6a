"""Make the root key files of a new installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from encryption import keys
from encryption.classes import KEY_NAMES, FieldClass
from encryption.key_tables import ClassKey
from encryption.providers import FOLDER_MODE, SUFFIX, write_key_file


class Command(BaseCommand):
    """Makes the key files that are missing and never changes one that is there. Prints names, never a key."""

    help = "Make the root key files that are missing. A file that is there is never changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.KEYS_DIR)
        missing = [name for name in KEY_NAMES if not (folder / f"{name}{SUFFIX}").exists()]
        needed = keys_in_use() & set(missing)
        if needed:
            raise CommandError(
                _(
                    "The database holds values sealed with %(files)s, which cannot be made again. "
                    "Copy these files back from your safe copy into %(folder)s. Nothing was changed."
                )
                % {"files": ", ".join(sorted(name + SUFFIX for name in needed)), "folder": folder}
            )
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        for name in missing:
            write_key_file(folder / f"{name}{SUFFIX}")
        keys.use_provider(None)
        if options["verbosity"]:
            self.stdout.write(
                _("%(made)d key files made in %(folder)s, %(kept)d were there already.")
                % {"made": len(missing), "kept": len(KEY_NAMES) - len(missing), "folder": folder}
            )
            if missing:
                self.stdout.write(_("Copy this folder to a safe place now: without it nothing can be read again."))


def keys_in_use() -> set[str]:
    """Names of the root keys that class keys in the database are wrapped with. None before the first migration."""
    try:
        numbers = set(ClassKey.objects.values_list("field_class", flat=True))
    except DatabaseError:
        return set()
    return {FieldClass(number).key_name for number in numbers}
