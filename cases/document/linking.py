"""Where something is read: rows of a case that point at one of its documents, in forms, on pages and over the API."""

from dataclasses import dataclass
from types import EllipsisType
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers

from cases.document.queries import Held, held
from cases.models import Case, Document
from common.access import require

# A document, none, or what stands there already.
Link = Document | EllipsisType | None


@dataclass(frozen=True)
class LinkedDocument:
    """A document that its reader may open, in words. One that was withdrawn is named, and not handed out."""

    pid: str
    words: str
    is_withdrawn: bool


def linked_document(row: Document | None) -> LinkedDocument | None:
    """The document in words, its case in scope; None for none, and for one that the reader may not open."""
    item = None if row is None else held(row)
    if item is None or not item.shown:
        return None
    return LinkedDocument(item.row.pid, words_for(item), item.is_withdrawn)


def words_for(item: Held) -> str:
    """What tells a document from others: its kind and the sender's name of the file."""
    return _("%(kind)s: %(name)s") % {"kind": item.kind, "name": item.name}


def pid_of(row: Document | None) -> str | None:
    """What the API says of it: the pid, None for who may not open it."""
    found = linked_document(row)
    return found.pid if found is not None else None


def linkable(case: Case, present: Document | None = None) -> list[tuple[Document, str]]:
    """(document, words) of what counts and may be read, the newest first; and `present`, so that no form drops it unseen."""
    rows = Document.objects.filter(case_id=case.pk, withdrawn_at__isnull=True).order_by("-created_at", "-pk")
    items = [held(row) for row in rows]
    found = [(item.row, words_for(item)) for item in items if item.shown]
    if present is not None and present.pk not in {row.pk for row, _words in found}:
        item = held(present)
        found.append((present, words_for(item) if item.shown else _("The one that stands there")))
    return found


def initial_of(row: Any) -> dict[str, str]:
    """What a form about the row begins with."""
    return {"document": row.document.pid if row.document is not None else ""}


def require_linkable(case: Case, document: Document | None, present: Document | None = None) -> None:
    """Raise NotAllowed, as for one that is not there, unless the document is of this case, counts and may be opened.

    What the row points at already may stay, also once it was withdrawn.
    """
    if document is None or (present is not None and document.pk == present.pk):
        return
    require(document.case_id == case.pk and document.withdrawn_at is None and bool(held(document).shown))


def relink(row: Any, document: Link, name: str = "document") -> list[str]:
    """Point the row at another document or at none; the name if that changed something. Refused as require_linkable."""
    if isinstance(document, EllipsisType):
        return []
    require_linkable(row.case, document, getattr(row, name))
    if getattr(row, f"{name}_id") == (document.pk if document is not None else None):
        return []
    setattr(row, name, document)
    return [name]


class DocumentChoice(forms.Form):
    """A form that may point at a document of the case. Where there is none to choose from it does not ask.

    `documents`: as `linkable` gives them. The field stands before the one named `asked_before`.
    """

    document_label: Any = gettext_lazy("Document about it")
    asked_before = "remark"

    def __init__(self, *args: Any, documents: list[tuple[Document, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.documents = {row.pid: row for row, _words in documents or ()}
        if documents:
            names = list(self.fields)
            self.fields["document"] = forms.ChoiceField(
                label=self.document_label,
                required=False,
                choices=[("", _("Not among them")), *((row.pid, words) for row, words in documents)],
            )
            at = names.index(self.asked_before) if self.asked_before in names else len(names)
            self.order_fields([*names[:at], "document"])

    def values(self) -> dict[str, Any]:
        """Arguments for the action: with `document` where it was asked."""
        values: dict[str, Any] = super().values()  # type: ignore[misc]
        if "document" in self.fields:
            values["document"] = self.documents.get(self.cleaned_data.get("document", ""))
        return values


def document_input() -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """What an input of the API says of it: the pid; null or "" for none."""
    return {"document": serializers.CharField(required=False, allow_null=True, allow_blank=True, max_length=10)}


def link_in(data: dict[str, Any], case: Case, present: Document | None = None) -> Link:
    """What `data` says of the document, taken out of it; the case is in scope. `...` where nothing is said.

    Another case's, another organisation's, one that the caller may not open and none at all are one refusal, 400.
    """
    if "document" not in data:
        return ...
    pid = data.pop("document")
    if not pid:
        return None
    row = next((row for row, _words in linkable(case, present) if row.pid == pid), None)
    if row is None:
        raise exceptions.ValidationError({"document": ["not found"]}, code="does_not_exist")
    return row
