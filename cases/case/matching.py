"""Versions over the API: what a reader was shown is named by an ETag, and a change says which version it was made from."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.models import Case, ContactSheet, Episode, HealthSheet, LegalSheet, NeedSheet, Person
from common.errors import DomainError

Versions = dict[str, int]
CASE = "case"
SHEETS: Mapping[str, type[CaseRow]] = {
    "person": Person,
    "contact": ContactSheet,
    "needs": NeedSheet,
    "health": HealthSheet,
    "legal": LegalSheet,
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
_PART = re.compile(r"(case|person|contact|needs|health|legal|episode\.[0-9A-Za-z]{10})=(\d{1,9})\Z")


class VersionNeeded(DomainError):
    """A change does not say what it was made from."""

    code = "version_needed"
    status = 428
    sentence = _("Say which version this change was made from: the header If-Match, or `version` beside the fields.")


class Overtaken(DomainError):
    """The version that a change was made from is not the present one."""

    code = "changed_meanwhile"
    status = 412
    sentence = _("A colleague changed this in the meantime. Read it again, compare, then send your change once more.")


class OvertakenInBody(Overtaken):
    """The same, where the version stood beside the fields."""

    status = 409


def episode_name(pid: str) -> str:
    """How an episode is named among versions."""
    return f"episode.{pid}"


def versions_of(case: Case, names: Iterable[str]) -> Versions:
    """The present versions of what is named; 0 for a sheet that nobody began. Episodes that are not there are left out."""
    found: Versions = {}
    for name in names:
        if name == CASE:
            found[name] = case.version
        elif name in SHEETS:
            held = SHEETS[name].objects.filter(case=case).values_list("version", flat=True).first()
            found[name] = held or 0
        else:
            rows = Episode.objects.filter(case=case, pid=name.partition(".")[2]).values_list("version", flat=True)
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


def etag(versions: Mapping[str, int]) -> str:
    """Versions as one ETag: `"case=3;person=2"`."""
    return '"' + ";".join(f"{name}={version}" for name, version in sorted(versions.items())) + '"'


def read_etag(header: str) -> Versions | None:
    """What an If-Match names; None if there is none, or `*`, which any case fulfils. Raises Overtaken for a foreign tag."""
    text = header.strip()
    if text in {"", "*"}:
        return None
    parts = [_PART.match(part) for part in text.strip('"').split(";")]
    if not (len(text) > 2 and text[0] == text[-1] == '"' and all(parts)):
        raise Overtaken
    return {part[1]: int(part[2]) for part in parts if part is not None}


def require_versions(case: Case, said: Mapping[str, int] | None, beside: Mapping[str, int], touched: set[str]) -> None:
    """Raise unless each version in the If-Match (`said`) and beside the fields is the present one, and none is missing.

    `touched`: what the change is about. The case is locked, so nothing moves until the change is made. Refusals tell
    the present versions of what the change is about, so that the caller can go on.
    """
    now = versions_of(case, touched | set(said or ()))
    present = {"versions": {name: now[name] for name in sorted(touched) if name in now}}
    if said is not None and any(now.get(name) != version for name, version in said.items()):
        raise Overtaken(more=present)
    if any(now.get(name) != version for name, version in beside.items()):
        raise OvertakenInBody(more=present)
    if touched - set(said or ()) - set(beside):
        raise VersionNeeded
