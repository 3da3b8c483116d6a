"""The measurements can be taken: the plaintext twin still shows what the product shows, and every figure is printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURE = re.compile(r"^(\S+)\.sqlite +\d+\.\d\d +[\d.]+ +(?:ok|short)$", re.MULTILINE)


def test_pages_of_the_twin_are_those_of_the_product(tmp_path: Path) -> None:
    """A small run: it ends badly where a page and its twin differ. How fast either is says nothing here."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "BENCH_CASES": "1010", "BENCH_ROUNDS": "2"}
    ran = subprocess.run(
        [sys.executable, "-m", "benches.run", "sqlite", "list", "page", "create"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    figures = FIGURE.findall(ran.stdout)
    assert figures == ["list.rows_50_of_1010", "page.case_among_1010", "create.case"], ran.stdout + ran.stderr[-4000:]
