"""`make lint`: format, lint, types, import contract, migrations, deployment check, secrets. By hand and in CI."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.production import production_environment
from scripts.scan import scan

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Each with the name under which `scripts.lint NAME` runs it alone.
COMMANDS = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "types": [str(BIN / "mypy"), "--no-error-summary", "."],
    "imports": [str(BIN / "lint-imports"), "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "deployment": [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def run(name: str) -> tuple[bool, str]:
    """Whether the step is clean, and what it printed."""
    if name == "secrets":
        findings = scan()
        return not findings, "\n".join(findings)
    with tempfile.TemporaryDirectory(prefix="daybook-lint-") as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        environment.pop("DATABASE_URL", None)
        if name == "deployment":
            environment = production_environment(Path(folder))
        done = subprocess.run(COMMANDS[name], cwd=ROOT, env=environment, check=False, text=True, capture_output=True)
        return done.returncode == 0, done.stdout + done.stderr


def main() -> int:
    """Run all, or those named, and say which are not clean."""
    names = sys.argv[1:] or [*COMMANDS, "secrets"]
    unclean = []
    for name in names:
        started = time.monotonic()
        clean, output = run(name)
        sys.stdout.write(f"{name:<12}{'ok' if clean else 'NOT CLEAN':<12}{time.monotonic() - started:.1f} s\n")
        if not clean:
            unclean.append(name)
            sys.stdout.write(output.rstrip() + "\n")
        sys.stdout.flush()
    return 1 if unclean else 0


if __name__ == "__main__":
    sys.exit(main())
