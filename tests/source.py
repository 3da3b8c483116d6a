"""The files of the repository as the structure tests see them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = (
    *("encryption", "audit", "common", "accounts", "reminders", "cases"),
    *("referrals", "shelters", "reintegration", "reports", "config"),
)
# In the order in which they may import: only what stands to the left.
SHELF = (
    *("choices", "querysets", "models", "queries", "permissions", "states"),
    *("actions", "forms", "tasks", "views", "api", "urls"),
)


@cache
def files(*endings: str) -> tuple[str, ...]:
    """Paths from the root, of files under version control or about to be, with one of the endings."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted({path for path in listing.split("\0") if path.endswith(endings) and (ROOT / path).is_file()}))


def ours(path: str) -> bool:
    """Whether the file is product code: neither test, migration nor somebody else's."""
    return path.split("/")[0] in APPS and "/migrations/" not in path


@cache
def text(path: str) -> str:
    """The file's content."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: str) -> ast.Module:
    """The parsed Python file."""
    return ast.parse(text(path), filename=path)


def product_code() -> list[str]:
    """Python files of our apps without migrations."""
    return [path for path in files(".py") if ours(path)]
