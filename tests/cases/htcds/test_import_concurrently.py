"""The same file twice at once: two processes with their own connections make each case once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data import DATA


def prepared(folder: Path) -> dict[str, str]:
    """A database of its own in `folder`, with the cast, and the environment to reach it."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "-m", "tests.cases.htcds.large_import", "prepare"], env=environment, check=True)
    return environment


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.cases.htcds.large_import", *arguments]


@pytest.mark.once  # It has a database of its own, always SQLite.
def test_two_imports_at_once_make_each_case_once(tmp_path: Path) -> None:
    environment = prepared(tmp_path)
    sample = str(DATA / "sample-caseload.xlsx")
    both = [
        subprocess.Popen(command("import", sample), env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(one["created"] for one in said) in ([0, 300], *[[n, 300 - n] for n in range(1, 151)])
    count = json.loads(subprocess.run(command("count"), env=environment, capture_output=True, check=True).stdout)
    assert count == {"cases": 300, "references": 300, "rows": 300}
