"""One step of an import in a process of its own, for tests of memory and of two imports at once.

`prepare` makes the database, keys and accounts under DATA_DIR; `import FILE` imports and prints what it took;
`count` prints what is there. One line of JSON each.
"""

import json
import re
import sys
import time
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from cases.demo.cast import make_cast  # noqa: E402
from cases.models import Case, ImportedRow  # noqa: E402


def prepare() -> dict[str, int]:
    call_command("init_keys", verbosity=0)
    call_command("migrate", verbosity=0)
    return {"accounts": len(make_cast())}


def import_file(path: str) -> dict[str, float]:
    started, out = time.monotonic(), StringIO()
    call_command("import_htcds", path, organisation="demo", username="caseworker", stdout=out, stderr=StringIO())
    created, known, bad = map(int, re.findall(r"\d+", out.getvalue()))
    # Not `ru_maxrss`: that of a new process begins with the peak of the process that started it.
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
    seconds = round(time.monotonic() - started, 1)
    return {"created": created, "known": known, "bad": bad, "seconds": seconds, "peak_mb": peak // 1024}


def count() -> dict[str, int]:
    cases = Case.objects.all()
    return {
        "cases": cases.count(),
        "references": cases.values("reference").distinct().count(),
        "rows": ImportedRow.objects.count(),
    }


if __name__ == "__main__":
    step, *arguments = sys.argv[1:]
    print(json.dumps({"prepare": prepare, "import": import_file, "count": count}[step](*arguments)))
