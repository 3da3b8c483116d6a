"""Erasing documents: with their case, or after their key was destroyed. No byte stays, and nothing points into the void."""

from typing import Any

import pytest

from cases.document import erasing
from cases.document.erasing import AT_ONCE, erase_documents, sweep_documents
from cases.document.tasks import sweep_lost_documents
from cases.hooks import erase_all
from cases.limit.actions import create_limit
from cases.models import Case, Document, DocumentChunk, LegalLimit, StatusEvent
from encryption.classes import FieldClass
from encryption.keys import shred_case_keys
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.documents import PDF, make_document
from tests.factories.legal import LIMIT, at_work, day, make_proceeding
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db
LARGE = PDF[:-6] + b"%" * 200_000 + b"\n%%EOF\n"


def counts(case: Case) -> tuple[int, int]:
    return Document.objects.filter(case=case).count(), DocumentChunk.objects.filter(case=case).count()


@pytest.fixture
def judgment(cast: Cast, case: Case) -> Document:
    return make_document(cast.caseworker.user, case, LARGE, kind="court", as_it_came=True)


@pytest.fixture
def limit(cast: Cast, case: Case, judgment: Document) -> LegalLimit:
    worker = cast.caseworker.user
    proceeding = make_proceeding(worker, case)
    with at_work(worker, case):
        return create_limit(actor=worker, proceeding=proceeding, end_on=day(9), facts=LIMIT, document=judgment)


def test_with_its_case_a_document_goes_and_what_pointed_at_it_stays(
    cast: Cast, case: Case, judgment: Document, limit: LegalLimit
):
    other = make_case(cast.caseworker.user)
    make_document(cast.caseworker.user, other)
    make_document(cast.caseworker.user, case, kind="identity")
    assert counts(case) == (2, 5)
    erase_all(case)
    assert counts(case) == (0, 0) and counts(other) == (1, 1)
    assert LegalLimit.objects.get(pk=limit.pk).document is None
    assert last_event(case).tag == "document:erase" and '"count": 2' in last_event(case).detail.replace(":2", ": 2")
    assert cast.caseworker.get("cases:legal_list", case).status_code == 200
    assert cast.caseworker.get("cases:document_fetch", case, judgment).status_code == 404


def test_erasing_needs_no_key(cast: Cast, case: Case, judgment: Document):
    shred_case_keys(case.pk)
    erase_documents(case)
    assert counts(case) == (0, 0)


def test_where_there_is_none_nothing_is_written_down(cast: Cast, case: Case):
    before = last_event(case)
    erase_all(case)
    assert last_event(case) == before


def test_all_of_it_is_erased_or_nothing(cast: Cast, case: Case, limit: LegalLimit, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args: Any, **_options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasing, "record", refuse)
    with pytest.raises(RuntimeError):
        erase_documents(case)
    assert counts(case) == (1, 4) and LegalLimit.objects.get(pk=limit.pk).document is not None


def test_whatever_may_point_at_a_document_may_point_at_none():
    fields = [model._meta.get_field(name) for model, name in erasing._pointing()]
    assert all(field.null for field in fields)
    assert {LegalLimit, StatusEvent} <= {field.model for field in fields}


def test_a_class_whose_key_was_destroyed_is_swept_and_others_stay(cast: Cast, case: Case, limit: LegalLimit):
    kept = make_document(cast.caseworker.user, case, kind="identity")
    other = make_case(cast.caseworker.user)
    make_document(cast.caseworker.user, other, kind="court")
    assert sweep_documents() == 0
    shred_case_keys(case.pk, [FieldClass.LEGAL])
    assert counts(case) == (2, 5)
    sweep_lost_documents()
    assert list(Document.objects.filter(case=case)) == [kept] and counts(case) == (1, 1) and counts(other) == (1, 1)
    assert LegalLimit.objects.get(pk=limit.pk).document is None
    assert last_event(case).tag == "document:erase" and last_event(case).organisation_id == case.organisation_id
    assert sweep_documents() == 0


def test_many_are_swept_in_turns(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    for _number in range(3):
        make_document(cast.caseworker.user, case)
    shred_case_keys(case.pk)
    assert (sweep_documents(), sweep_documents(), sweep_documents()) == (2, 1, 0)
    assert counts(case) == (0, 0) and AT_ONCE > 2
