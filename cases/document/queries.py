"""Reads of documents."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.matrix import Act, may
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.document.choices import HOLDERS, DocumentKind, FileType
from cases.models import Case, Document
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.shown import Shown, State, show


@dataclass(frozen=True)
class Held:
    """A document as its reader may see it. `facts` is the sealed value, for pages that show why it is not shown."""

    row: Document
    holder: str
    facts: Any
    shown: Shown

    def _fact(self, name: str) -> Any:
        value = self.shown.value if self.shown else None
        return value.get(name, "") if isinstance(value, dict) else ""

    @property
    def kind(self) -> str:
        """The words of the kind; empty for who may not know."""
        return str(dict(DocumentKind.choices).get(self._fact("kind"), self._fact("kind")))

    @property
    def kind_code(self) -> str:
        return str(self._fact("kind"))

    @property
    def name(self) -> str:
        """The name that the sender gave the file."""
        return str(self._fact("name"))

    @property
    def type(self) -> str:
        return str(dict(FileType.choices).get(self._fact("type"), self._fact("type")))

    @property
    def extension(self) -> str:
        return str(self._fact("type"))

    @property
    def size(self) -> int:
        size = self._fact("size")
        return size if isinstance(size, int) else 0

    @property
    def dated_on(self) -> date | None:
        """The day on the document."""
        try:
            return date.fromisoformat(self._fact("on"))
        except ValueError:
            return None

    @property
    def discloses_status(self) -> str:
        """Whether it discloses the person's status: "yes", "no", or "" where nobody looked."""
        return str(self._fact("tells"))

    @property
    def is_original(self) -> bool:
        """Kept to the byte: what it says about its maker, place and time is still inside."""
        return self._fact("original") is True

    @property
    def may_withdraw(self) -> bool:
        """Whether the reader may also write documents of this class, and it still counts."""
        return not self.is_withdrawn and may_write(self.row, f"{self.holder}facts")

    @property
    def is_withdrawn(self) -> bool:
        return self.row.withdrawn_at is not None


@dataclass
class Documents:
    """Documents of a case, newest first; of those that the reader may not open only whether there are any."""

    rows: list[Held] = field(default_factory=list)
    has_locked: bool = False


def held(row: Document) -> Held:
    """The document with whichever of its fields is filled."""
    holder = next((name for name in HOLDERS if not getattr(row, f"{name}facts").is_null), "")
    facts = getattr(row, f"{holder}facts")
    return Held(row, holder, facts, show(facts))


def document_to_fetch(user: User, pid: str, document_pid: str) -> Document:
    """The document if `user` may know it, its case in scope; else NotAllowed. That it is fetched is recorded."""
    case: Case = get_visible_or_404(Case.objects.all(), user, pid, tag=Tag.FILE_FETCH)
    require(may(user, Act.DOCUMENT_LIST, relation_of_visible(user)))
    rows = Document.objects.filter(case=case)
    row: Document = get_visible_or_404(rows, user, document_pid, tag=Tag.FILE_FETCH)
    admit_cases(user, [case], relation_of_visible(user))
    reading(Tag.FILE_FETCH, subject=row, case_id=case.pk)
    return row


def documents_of(case: Case) -> Documents:
    """All documents of the case that the reader may open."""
    rows = Document.objects.filter(case=case).select_related("added_by", "withdrawn_by").order_by("-created_at", "-pk")
    found = [held(row) for row in rows]
    open_ones = [item for item in found if item.shown.state != State.LOCKED]
    return Documents(rows=open_ones, has_locked=len(open_ones) < len(found))


def choices_of(case: Case, kinds: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """(pid, words) of documents that count and that the reader may open, for forms that point at one.

    `kinds`: codes of DocumentKind; None takes all.
    """
    return [
        (item.row.pid, _("%(kind)s: %(name)s") % {"kind": item.kind, "name": item.name})
        for item in documents_of(case).rows
        if item.shown and not item.is_withdrawn and (kinds is None or item.kind_code in kinds)
    ]
