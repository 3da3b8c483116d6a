"""Adding documents, handing them out, and marking those that do not count any more."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.document import storage
from cases.document.checking import accepted
from cases.document.choices import DocumentKind, WithdrawReason, holder_of
from cases.document.queries import Held, held
from cases.document.states import DocumentUnreadable, TooManyDocuments, require_standing
from cases.models import Case, Document, DocumentChunk
from cases.sheets import locked_case, may_write
from common.access import require
from encryption.errors import Tampered
from encryption.principal import current_principal

NAME_LIMIT = 200
# What one case holds, in pieces of 64 KiB (500 MB), and what one colleague may add in a day.
MOST_CHUNKS = 8000
MOST_A_DAY = 200


@atomic
def add_document(
    *,
    actor: User,
    case: Case,
    kind: DocumentKind,
    data: bytes,
    name: str,
    dated_on: date | None = None,
    discloses_status: str = "",
    as_it_came: bool = False,
) -> Document:
    """Take a file into a case, cleaned and sealed under the class of its kind. It is never overwritten.

    `name` is what the sender's file was called. `discloses_status`: "yes", "no", or "" where nobody looked. A kind whose
    class the actor may not write is NotAllowed. `as_it_came`: kept to the byte, as evidence or because it is signed, and
    marked as such. Refused with a sentence: see states.py. All of it is stored or nothing.
    """
    case = locked_case(actor, case, Act.DOCUMENT_ADD)
    holder = holder_of(kind)
    row = Document.of(case, added_by=actor)
    require(may_write(row, f"{holder}facts"))
    found, kept = accepted(data, name, as_it_came=as_it_came)
    _require_room(actor, case, len(kept))
    facts: dict[str, Any] = {
        "kind": DocumentKind(kind).value,
        "type": found.value,
        "name": name[:NAME_LIMIT],
        "size": len(kept),
        "digest": storage.digest_of(kept),
    }
    if dated_on is not None:
        facts["on"] = dated_on.isoformat()
    if discloses_status:
        facts["tells"] = discloses_status
    if as_it_came:
        facts["original"] = True
    setattr(row, f"{holder}facts", facts)
    row.save(force_insert=True)
    storage.keep(row, holder, kept)
    record(actor, Tag.DOCUMENT_ADD, row, case_id=case.pk, changed=[f"{holder}facts"])
    return row


def _require_room(actor: User, case: Case, size: int) -> None:
    """Raise TooManyDocuments if the case or the day of the sender is full."""
    held_chunks = DocumentChunk.objects.filter(case=case).count()
    day = Document.objects.filter(added_by=actor, created_at__gte=timezone.now() - timedelta(days=1)).count()
    if held_chunks + size / storage.CHUNK > MOST_CHUNKS or day >= MOST_A_DAY:
        raise TooManyDocuments


@atomic
def withdraw_document(*, actor: User, document: Document, reason: WithdrawReason) -> None:
    """Mark a document that does not count any more. It is kept, and not handed out again. Whoever may add one may."""
    case = locked_case(actor, document.case, Act.DOCUMENT_ADD)
    row = Document.objects.select_for_update().get(pk=document.pk, case=case)
    require(may_write(row, f"{held(row).holder}facts"))
    require_standing(row)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), actor, WithdrawReason(reason)
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "updated_at"])
    record(actor, Tag.DOCUMENT_WITHDRAW, row, case_id=case.pk, changed=["withdrawn_at"])


def fetch_document(document: Document) -> tuple[Held, Iterator[bytes]]:
    """What is known of a document, and its bytes piece by piece, for the reader of this request.

    All of it is opened and checked first. The caller opens the case with the tag of fetching. One that the reader may not
    open is NotAllowed; refused with a sentence: DocumentWithdrawn, DocumentUnreadable.
    """
    item = held(document)
    require(item.facts.may_reveal())
    require_standing(document)
    if not item.shown:
        raise DocumentUnreadable
    try:
        storage.verify(document, item.holder, item.size, str(item.shown.value.get("digest", "")))
    except Tampered:
        raise DocumentUnreadable from None
    return item, storage.streamed(document, item.holder, item.size, current_principal())
