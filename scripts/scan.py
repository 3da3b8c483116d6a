"""Looks for secrets and for data of real persons in the files of the repository."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A line may say so when it is meant: the words `scan: allow` with a reason.
ALLOWED = "scan: allow"
FORBIDDEN_FILES = re.compile(r"(\.key|\.pem|\.p12|\.sqlite3(-wal|-shm)?|\.dump|\.rdb|(^|/)\.env(\..*)?|\.har)\Z")
# Binary sources that belong here; any other binary of these kinds might carry a caseload.
OFFICE_FILES = re.compile(r"\.(xlsx|xlsm|xls|ods|docx|odt|pdf|csv)\Z", re.IGNORECASE)
OFFICE_FOLDERS = ("tests/data/", "cases/data/", "reminders/data/", "docs/")
PATTERNS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access key": re.compile(r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[bap]-[A-Za-z0-9-]{10,})\b"),
    "a password in an address": re.compile(r"\b[a-z+]+://[^\s:/@'\"{}<>$]+:[^\s:/@'\"{}<>$]+@(?!127\.|localhost)"),
    "a mail address": re.compile(r"\b[\w.+-]+@(?!(?:[\w-]+\.)*example(?:\.[a-z]+)?\b|localhost\b)[\w-]+\.[a-z]{2,}\b"),
    "a bank account": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b(?=\s|[.,;]|\Z)"),
    "an identity number": re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\b\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}\b"),
}
UNREAD = re.compile(r"(\A|/)(requirements[^/]*\.txt|vendor/.*|.*\.(min\.js|po|mo|woff2|png|svg|ico|xlsx|xlsm))\Z")


def tracked() -> list[str]:
    """Paths under version control, and new ones that are not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return sorted({path for path in listing.split("\0") if path and (ROOT / path).is_file()})


def findings_in(path: str, text: str) -> Iterator[str]:
    """One sentence for each suspicious line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if ALLOWED in line:
            continue
        for what, pattern in PATTERNS.items():
            if pattern.search(line):
                yield f"{path}:{number}: this looks like {what}"


def scan() -> list[str]:
    """Everything found; empty when clean."""
    findings = []
    for path in tracked():
        if FORBIDDEN_FILES.search(path):
            findings.append(f"{path}: files of this kind hold keys or data and do not belong here")
        if OFFICE_FILES.search(path) and not path.startswith(OFFICE_FOLDERS):
            findings.append(
                f"{path}: workbooks and documents belong in {', '.join(OFFICE_FOLDERS)}, invented and listed"
            )
        if UNREAD.search(path):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        findings.extend(findings_in(path, text))
    return findings


if __name__ == "__main__":
    found = scan()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(1 if found else 0)
