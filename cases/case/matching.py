"""Which versions of a case an answer of the API shows, and which are the present ones."""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.base import CaseRow
from cases.models import Case, ContactSheet, Episode, HealthSheet, LegalSheet, NeedSheet, Person, SafetySheet
from common.matching import Versions

CASE = "case"
EPISODE = "episode."
SHEETS: Mapping[str, type[CaseRow]] = {
    "person": Person,
    "contact": ContactSheet,
    "needs": NeedSheet,
    "health": HealthSheet,
    "legal": LegalSheet,
    "safety": SafetySheet,
}
# Group of the API: the sheet whose version counts for it.
SHEET_OF = {
    "identity": "person",
    "alias": "person",
    "name_used": "person",
    "profile": "person",
    "contact": "contact",
    "safe_contact": "contact",
    "needs": "needs",
    "health": "health",
    "legal": "legal",
}


def episode_name(pid: str) -> str:
    """How an episode is named among versions."""
    return f"{EPISODE}{pid}"


def versions_of(case: Case, names: Iterable[str]) -> Versions:
    """The present versions of what is named; 0 for a sheet that nobody began. Episodes that are not there are left out."""
    found: Versions = {}
    for name in names:
        if name == CASE:
            found[name] = case.version
        elif name in SHEETS:
            held = SHEETS[name].objects.filter(case=case).values_list("version", flat=True).first()
            found[name] = held or 0
        elif name.startswith(EPISODE):
            rows = Episode.objects.filter(case=case, pid=name.removeprefix(EPISODE)).values_list("version", flat=True)
            found.update((name, version) for version in rows[:1])
    return found


def locked(case: Case) -> Case:
    """The case as it is now, locked: nothing of it moves until the change is made."""
    row: Case = Case.objects.select_for_update().get(pk=case.pk)
    return row


def versions_shown(shape: Mapping[str, Any]) -> Versions:
    """The versions that the answer about a case shows; a group that stays closed shows none."""
    found: Versions = {CASE: shape["version"]}
    for group, held in shape["groups"].items():
        if "version" in held and group in SHEET_OF:
            found[SHEET_OF[group]] = held["version"]
        if group in {"facts", "account", "places", "suspects"}:
            found |= {episode_name(row["pid"]): row["version"] for row in held.get("rows", ())}
    return found
