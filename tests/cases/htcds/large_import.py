"""Imports a large generated workbook in a process of its own and prints what it took. Run by test_import_large.py.

Arguments: number of rows, then the folder for database, keys and file.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django

ROWS, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
os.environ["DATA_DIR"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from io import StringIO  # noqa: E402

from django.core.management import call_command  # noqa: E402

from cases.demo.cast import make_cast  # noqa: E402
from cases.models import Case  # noqa: E402


def main() -> None:
    """Prepare, import, report as one line of JSON."""
    call_command("init_keys", verbosity=0)
    call_command("migrate", verbosity=0)
    make_cast()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    out = StringIO()
    call_command(
        "import_htcds",
        str(FOLDER / "large.xlsx"),
        organisation="demo",
        username="caseworker",
        stdout=out,
        stderr=StringIO(),
    )
    took = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "said": out.getvalue().strip(),
                "cases": Case.objects.count(),
                "seconds": round(took, 1),
                "before_mb": before // 1024,
                "peak_mb": peak // 1024,
            }
        )
    )


main()
