"""The four kinds of legal records: their address, model, form and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.document.linking import LinkedDocument, linked_document
from cases.legal.facts import words_of
from cases.legalrecord.choices import RecordEnd
from cases.legalrecord.forms import ClaimForm, NonPunishmentForm, ProtectionForm, RecordForm, ReleaseForm
from cases.legalrecord.models import LegalRecord
from cases.legalrecord.queries import Sums, sums_of
from cases.models import Case, Claim, NonPunishment, Protection, Release
from cases.proceeding.queries import label_of
from common.shown import Shown, show


@dataclass(frozen=True)
class RecordKind:
    """One kind. `slug` stands in addresses and says nothing; `head` is the answer that names a row in a list."""

    slug: str
    model: type[LegalRecord]
    form: type[RecordForm]
    label: str | Promise
    add: str | Promise
    head: str

    @property
    def edit_form(self) -> type[RecordForm]:
        """The same for a row that exists, with the version from which it was made."""
        plain = self.form.plain | {"version"}
        more = {"version": forms.IntegerField(widget=forms.HiddenInput), "plain": plain}
        return type(f"{self.form.__name__}Edit", (self.form,), more)

    @property
    def days(self) -> list[str]:
        """Names of the plain days."""
        return sorted(self.form.plain)


# What a row may point at among the documents.
_LINKS = ("document", "notice")

KINDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        kind.slug: kind
        for kind in (
            RecordKind(
                "a", Protection, ProtectionForm, gettext_lazy("Protection"), gettext_lazy("Add a measure"), "kind"
            ),
            RecordKind(
                "b", Release, ReleaseForm, gettext_lazy("Notice of release"), gettext_lazy("Add a wish"), "wish"
            ),
            RecordKind("c", Claim, ClaimForm, gettext_lazy("Claims"), gettext_lazy("Add a claim"), "head"),
            RecordKind(
                "d",
                NonPunishment,
                NonPunishmentForm,
                gettext_lazy("Acts that were compelled"),
                pgettext_lazy("compelled", "Add an act"),
                "act",
            ),
        )
    }
)


def kind_of_row(row: LegalRecord) -> RecordKind:
    """The kind of a row."""
    return next(kind for kind in KINDS.values() if isinstance(row, kind.model))


@dataclass(frozen=True)
class RecordLine:
    """One row in words. `rows` go into parts/summary.html; `sums` are those of a claim, `documents` what it rests on."""

    kind: RecordKind
    row: Any
    held: Shown
    title: str
    rows: list[dict[str, Any]]
    end: str = ""
    sums: Sums | None = None
    documents: tuple[LinkedDocument, ...] = ()


@dataclass(frozen=True)
class RecordGroup:
    """The rows of one kind, those that are watched first."""

    kind: RecordKind
    lines: list[RecordLine]


def groups_of(case: Case) -> list[RecordGroup]:
    """All legal records of a case in scope by kind."""
    groups = []
    for kind in KINDS.values():
        names = [name for name in _LINKS if hasattr(kind.model, name)]
        rows = kind.model._default_manager.filter(case=case).select_related("recorded_by", *names)
        lines = [record_line(row) for row in rows]
        groups.append(RecordGroup(kind, sorted(lines, key=lambda line: line.row.ended_at is not None)))
    return groups


def record_line(row: Any) -> RecordLine:
    """One row in words."""
    kind, held = kind_of_row(row), show(row.facts)
    rows = list(words_of(kind.form, held))
    head = next((one["value"] for one in rows if one.get("name") == kind.head), "")
    days = [
        {"label": kind.form.base_fields[name].label, "value": formats.date_format(getattr(row, name), "DATE_FORMAT")}
        for name in kind.days
        if getattr(row, name) is not None
    ]
    if isinstance(row, Release) and row.noticed_at is not None:
        days.append({"label": _("Notice came"), "value": formats.date_format(row.noticed_at, "SHORT_DATETIME_FORMAT")})
    end = label_of(RecordEnd, held.value.get("end", "")) if held and row.ended_at is not None else ""
    sums = sums_of(row) if isinstance(row, Claim) else None
    # What stands in the heading, or among the sums, is not said twice.
    said = {kind.head, *(("currency", "claimed", "awarded") if sums is not None else ())}
    rest = [one for one in rows if one["name"] not in said] if held else rows
    linked = [linked_document(getattr(row, name)) for name in _LINKS if hasattr(row, name)]
    return RecordLine(kind, row, held, str(head), [*rest, *days], end, sums, tuple(one for one in linked if one))
