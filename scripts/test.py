"""The test run: everything on SQLite, and all that touches the database or the queue on PostgreSQL and Redis.

DATABASE_URL and REDIS_URL name the servers; those that are not set are started here and stopped at the end.
Anything after `--` goes to pytest. The last line is the sum: `N passed, N failed`.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from scripts.private_servers import private_servers

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
# What a developer's shell may have set for `make run` and must not reach a test.
FOREIGN = ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "KEYS_DIR", "KEY_PROFILE", "PORT", "DJANGO_SETTINGS_MODULE")
COUNTED = ("passed", "failed", "skipped", "browser_passed", "browser_failed", "browser_not_run", "seconds")


@dataclass
class Run:
    """One pytest process and what it counted."""

    title: str
    command: list[str]
    environment: dict[str, str]
    counts_file: Path
    log_file: Path
    process: subprocess.Popen[bytes] | None = None
    shown: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    folders: dict[str, int] = field(default_factory=dict)
    code: int = 1

    def start(self) -> None:
        """Start in the background; the output goes to the log file."""
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def over(self) -> bool:
        """Whether it ran and has ended."""
        return self.process is not None and not self.alive

    def show(self) -> None:
        """Print what was written since the last time."""
        if self.process is not None:
            with self.log_file.open("rb") as log:
                log.seek(self.shown)
                text = log.read()
            self.shown += len(text)
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Print the last of it and read the counts."""
        assert self.process is not None
        self.code = self.process.wait()
        self.show()
        if self.counts_file.exists():
            sums = json.loads(self.counts_file.read_text())
            self.folders = sums.pop("folders")
            self.counts |= sums

    def stop(self) -> None:
        """End the process if it still runs."""
        if self.process is not None and self.alive:
            self.process.terminate()
            self.process.wait(timeout=30)


def plan(title: str, slug: str, folder: Path, extra: dict[str, str], arguments: list[str]) -> Run:
    """A run with a data folder of its own."""
    data = folder / slug
    data.mkdir(mode=0o700)
    counts = folder / f"{slug}.json"
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "pytest", f"--counts={counts}", "-p", "no:cacheprovider", *arguments]
    return Run(title, command, environment | extra, counts, folder / f"{slug}.log")


def parts(folder: Path, servers: dict[str, str], arguments: list[str]) -> list[Run]:
    """What is run: all on SQLite, and again what the servers could change.

    What shows the same on both engines makes a part of its own, for whichever processor is free first.
    """
    if not servers:
        return [plan("SQLite", "sqlite", folder, {}, arguments)]
    again = plan("PostgreSQL and Redis", "servers", folder, servers, ["--only-database-and-queue", *arguments])
    if arguments:
        return [plan("SQLite", "sqlite", folder, {}, arguments), again]
    most = plan("SQLite", "sqlite", folder, {}, ["--part=most"])
    rest = {"pages": "SQLite, every page", "once": "SQLite, the rest"}
    return [most, again, *(plan(title, part, folder, {}, [f"--part={part}"]) for part, title in rest.items())]


def run_all(folder: Path, servers: dict[str, str], arguments: list[str]) -> list[Run]:
    """All parts, two at a time where there are two processors; the outputs are printed one after the other."""
    runs = parts(folder, servers, arguments)
    waiting, lanes = list(runs), min(2, os.cpu_count() or 1)
    try:
        for run in runs:
            sys.stdout.write(f"\n===== {run.title} =====\n")
            sys.stdout.flush()
            while not run.over:
                while waiting and sum(one.alive for one in runs) < lanes:
                    waiting.pop(0).start()
                run.show()
                time.sleep(0.2)
            run.finish()
    finally:
        for run in runs:
            run.stop()
    return runs


def report(runs: list[Run]) -> int:
    """Print the sums; 0 only if every run ended well and, in CI, the browser tests ran."""
    in_ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    failed_runs = [run.title for run in runs if run.code != 0]
    not_run = sum(run.counts["browser_not_run"] for run in runs)
    lines = []
    for run in runs:
        counts = run.counts
        lines.append(
            f"{run.title:<22}{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped"
            f" in {counts['seconds']} s ({', '.join(f'{name} {seconds}' for name, seconds in run.folders.items())})"
        )
    browser = {name: sum(run.counts[f"browser_{name}"] for run in runs) for name in ("passed", "failed")}
    if not_run:
        lines.append(f"{'of these, browser':<22}{not_run} NOT RUN: {CHROMIUM} is missing (Debian: chromium)")
    else:
        lines.append(f"{'of these, browser':<22}{browser['passed']} passed, {browser['failed']} failed")
    passed = sum(run.counts["passed"] for run in runs)
    failed = sum(run.counts["failed"] for run in runs)
    if failed_runs and not failed:
        lines.append(f"A run ended badly without a failed test: {', '.join(failed_runs)}. See its output above.")
        failed += 1
    if not_run and in_ci:
        lines.append("In CI the browser tests must run.")
        failed += not_run
    sys.stdout.write("\n" + "\n".join(lines) + f"\n{passed} passed, {failed} failed\n")
    return 1 if failed or failed_runs or not passed else 0


def main() -> int:
    """Run, print, say honestly how it ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sqlite-only", action="store_true", help="leave out PostgreSQL and Redis")
    parser.add_argument("arguments", nargs="*", help="for pytest, after --")
    options = parser.parse_args()
    # Asked to end, it ends what it started as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="daybook-tests-"))
    try:
        if options.sqlite_only:
            return report(run_all(folder, {}, options.arguments))
        with private_servers() as servers:
            return report(run_all(folder, servers, options.arguments))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
