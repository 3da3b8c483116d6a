"""Write docs/permissions.md from the table in accounts/matrix.py."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.choices import Act, Relation, Role
from accounts.matrix import ACTS, CASE_CLASSES, FIELDS, INVITABLE, NEVER_LAST
from encryption.classes import FieldClass
from encryption.principal import Labels

TARGET = Path(settings.BASE_DIR) / "docs" / "permissions.md"
HEAD = """# Who may read, write and do what

Made by `manage.py write_permissions` from `accounts/matrix.py`, which pages, API, exports and tests read too. Do not
edit this file. What is not in these tables is refused. A conflict block on a person and a case beats every row.

Relations: *grant* = assigned to the case now; *placed* = the person stays in the house where the user works;
*team* = the case belongs to the user's team; *organisation* = the case belongs to the user's organisation.
"""


class Command(BaseCommand):
    help = "Write docs/permissions.md from accounts/matrix.py, or with --check say whether it is current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is not current.")

    def handle(self, *args: Any, **options: Any) -> None:
        text = permissions_text()
        if options["check"]:
            if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
                raise CommandError("docs/permissions.md is not current. Run manage.py write_permissions.")
            return
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {TARGET.relative_to(settings.BASE_DIR)}.")


def permissions_text() -> str:
    """The whole file. Always in English, whatever the language of the process."""
    with translation.override("en"):
        return "\n".join([HEAD, *_fields(), "", *_acts(), "", *_rest(), ""])


def _fields() -> list[str]:
    """One row per role and relation that opens anything, one column per class."""
    lines = ["## Field classes", "", "r = read, w = read and write; labels in brackets: only these fields.", ""]
    lines += _row(["role", "relation", *(c.name.lower() for c in CASE_CLASSES)])
    lines += _row(["---"] * (len(CASE_CLASSES) + 2))
    for role in Role:
        for relation in Relation:
            cells = [_cell(role, relation, field_class) for field_class in CASE_CLASSES]
            if any(cells):
                lines += _row([role.value, relation.value, *(cell or "–" for cell in cells)])
    silent = [role.value for role in Role if not any(any(_cell(role, r, c) for c in CASE_CLASSES) for r in Relation)]
    lines += ["", f"No case content at all: {', '.join(silent)}."]
    return lines


def _cell(role: Role, relation: Relation, field_class: FieldClass) -> str:
    reach = FIELDS.get((role, relation))
    if reach is None or field_class not in reach.reads:
        return ""
    reads, writes = reach.reads[field_class], reach.writes.get(field_class)
    if writes is None:
        return f"r{_only(reads)}"
    if _only(writes) == _only(reads):
        return f"w{_only(writes)}"
    return f"r{_only(reads)}, w{_only(writes)}"


def _only(labels: Labels) -> str:
    """The named fields in brackets; nothing for a whole class."""
    if not isinstance(labels, frozenset):
        return ""
    return f" ({', '.join(sorted(label.removeprefix('cases.') for label in labels))})"


def _acts() -> list[str]:
    lines = ["## Acts", "", "The relation that is needed; *yes* where the act concerns no single case.", ""]
    lines += _row(["act", "meaning", *(role.value for role in Role)])
    lines += _row(["---"] * (len(Role) + 2))
    for act in Act:
        cells = []
        for role in Role:
            needed = ACTS[act].get(role, frozenset())
            names = ["yes" if relation is None else relation.value for relation in sorted(needed, key=str)]
            cells.append(", ".join(names) or "–")
        lines += _row([act.value, str(act.label), *cells])
    return lines


def _rest() -> list[str]:
    lines = ["## Invitations", ""]
    for role, roles in INVITABLE.items():
        lines.append(f"- {role.value} may invite: {', '.join(r.value for r in roles)}.")
    lines.append(f"- An organisation always keeps at least one active {' and one active '.join(NEVER_LAST)}.")
    lines.append("- Nobody changes the own role or deactivates the own account.")
    return lines


def _row(cells: list[str]) -> list[str]:
    return [f"| {' | '.join(cells)} |"]
