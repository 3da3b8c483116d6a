"""`make bench [TOPIC=name]`: every figure on SQLite and on PostgreSQL, each group in a process and a folder of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.private_servers import private_postgresql

ROOT = Path(__file__).resolve().parents[1]
PER_ENGINE_SECONDS = 45 * 60
# Topics that share a database; the others need one of their own.
TOGETHER = (("list", "page", "create"), ("work",), ("scale",), ("scan",), ("import",), ("audit",), ("sweep",))


def measure(engine: str, topics: list[str], addresses: dict[str, str]) -> int:
    """Run some topics on one engine and return the exit code."""
    folder = tempfile.mkdtemp(prefix="daybook-bench-")
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"DATA_DIR": folder, "PYTHONPATH": str(ROOT), **addresses}
    command = [sys.executable, "-m", "benches.run", engine, *topics]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, timeout=PER_ENGINE_SECONDS, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure_on_postgresql(topics: list[str]) -> int:
    """The same on a private server that is new each time."""
    folder = Path(tempfile.mkdtemp(prefix="daybook-bench-pg-"))
    try:
        with private_postgresql(folder) as address:
            return measure("postgresql", topics, {"DATABASE_URL": address})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(wanted: list[str]) -> int:
    """Print all figures; 1 if any fell short."""
    codes = []
    for group in TOGETHER:
        topics = [topic for topic in group if not wanted or topic in wanted]
        if topics:
            codes += [measure("sqlite", topics, {}), measure_on_postgresql(topics)]
    return max(codes, default=2)


if __name__ == "__main__":
    sys.exit(main([topic for topic in sys.argv[1:] if topic]))
