"""Documents that must not exist any more: with their case, or after their key was destroyed. Part of the actions."""

from typing import Any
from uuid import UUID

from django.db.models import ManyToOneRel

from audit.record import atomic, record
from audit.tags import Tag
from cases.document.choices import HOLDERS
from cases.hooks import register_eraser
from cases.models import Case, Document, DocumentChunk
from encryption.models import CaseKey

# Documents in one transaction, and cases looked for at once.
AT_ONCE = 100
_CASES = 500


@atomic
def erase_documents(case: Case) -> None:
    """Every document of the case goes, with its bytes; what pointed at one points at none. The trail keeps their number.

    Part of the erasure of a case, whoever does it has asked and locked. Opens nothing, so it works without any key.
    """
    _remove(case.pk, case.organisation_id, list(Document.objects.filter(case=case).values_list("pk", flat=True)))


@atomic
def sweep_documents() -> int:
    """Remove documents of a class whose key was destroyed: nobody can open them any more. How many; AT_ONCE a turn."""
    found: list[tuple[UUID, UUID, UUID]] = []
    for holder, field_class in HOLDERS.items():
        keys = CaseKey.objects.filter(field_class=int(field_class))
        scopes = list(keys.exclude(shredded_at=None).values_list("scope_id", flat=True).distinct())
        for start in range(0, len(scopes), _CASES):
            some = scopes[start : start + _CASES]
            kept = keys.filter(scope_id__in=some, shredded_at=None).values_list("scope_id", flat=True)
            gone = {f"{holder}facts__isnull": False, "case_id__in": set(some) - set(kept)}
            rows = Document.objects.filter(**gone).order_by("case_id", "pk")
            found += rows.values_list("case_id", "organisation_id", "pk")[: AT_ONCE - len(found)]
    for case_id, organisation_id in dict.fromkeys((one, other) for one, other, _pk in found):
        _remove(case_id, organisation_id, [pk for of, _other, pk in found if of == case_id])
    return len(found)


def _remove(case_id: UUID, organisation_id: UUID, ids: list[UUID]) -> None:
    if not ids:
        return
    for model, name in _pointing():
        model._base_manager.filter(**{f"{name}__in": ids}).update(**{name: None})
    DocumentChunk.objects.filter(document__in=ids).delete()
    Document.objects.filter(pk__in=ids).delete()
    record(None, Tag.DOCUMENT_ERASE, case_id=case_id, organisation_id=organisation_id, count=len(ids))


def _pointing() -> list[tuple[Any, str]]:
    """(model, field) of whatever points at a document, but its pieces."""
    hidden = Document._meta.get_fields(include_hidden=True)
    found = [(one.related_model, one.field.name) for one in hidden if isinstance(one, ManyToOneRel)]
    return [(model, name) for model, name in found if model is not DocumentChunk]


def register() -> None:
    """Called once when the app starts."""
    register_eraser(erase_documents)
