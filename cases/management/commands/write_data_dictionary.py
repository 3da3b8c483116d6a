"""Write the made half of docs/data-dictionary.md; what stands above the mark is written by people and stays."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.dictionary import MARK, made_text

TARGET = Path(settings.BASE_DIR) / "docs" / "data-dictionary.md"


class Command(BaseCommand):
    """Keeps the dictionary as it is in the code."""

    help = "Write docs/data-dictionary.md from the code, or with --check say whether it is current."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Writing is the default."""
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is not current.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace everything from the mark on."""
        before = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        after = before.split(MARK)[0] + made_text()
        if not options["check"]:
            TARGET.write_text(after, encoding="utf-8")
            self.stdout.write(f"Wrote {TARGET.relative_to(settings.BASE_DIR)}.")
        elif before != after:
            raise CommandError("docs/data-dictionary.md is not current. Run manage.py write_data_dictionary.")
