"""Withdrawing a document: it is kept and named, and not handed out any more."""

import pytest

from cases.assignment.actions import write_grant
from cases.models import Case, Document, DocumentChunk
from tests.cast import Cast
from tests.factories.documents import make_document
from tests.factories.reading import last_event


@pytest.fixture
def document(cast: Cast, case: Case) -> Document:
    return make_document(cast.caseworker.user, case, name="Gull.pdf", kind="identity")


def test_it_stays_in_the_list_and_is_not_handed_out(cast: Cast, case: Case, document: Document):
    answer = cast.caseworker.post("cases:document_withdraw", case, document, reason="other_person")
    assert answer.status_code == 302 and last_event(case).tag == "document:withdraw"
    page = cast.caseworker.get("cases:document_list", case).content.decode()
    assert "Gull.pdf" in page and "It belongs to another person" in page and "Download" not in page
    refused = cast.caseworker.get("cases:document_fetch", case, document)
    assert refused.status_code == 409 and "was withdrawn" in refused.content.decode()
    assert DocumentChunk.objects.filter(document=document).exists()
    assert "Document added" not in cast.caseworker.get("cases:timeline_list", case).content.decode()


def test_why_is_asked(cast: Cast, case: Case, document: Document):
    assert cast.caseworker.post("cases:document_withdraw", case, document, reason="").status_code == 200
    assert Document.objects.get(pk=document.pk).withdrawn_at is None


def test_it_is_withdrawn_once(cast: Cast, case: Case, document: Document):
    cast.caseworker.post("cases:document_withdraw", case, document, reason="mistake")
    answer = cast.caseworker.post("cases:document_withdraw", case, document, reason="replaced")
    assert "was withdrawn" in answer.content.decode()
    assert Document.objects.get(pk=document.pk).withdrawn_reason == "mistake"


@pytest.mark.parametrize("username", ["legal", "health"])
def test_who_may_not_add_such_a_kind_withdraws_none(cast: Cast, case: Case, document: Document, username: str):
    member = getattr(cast, username)
    write_grant(actor=cast.coordinator.user, case=case, user=member.user)
    assert member.post("cases:document_withdraw", case, document, reason="mistake").status_code == 404
    assert Document.objects.get(pk=document.pk).withdrawn_at is None


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_withdraw_none(cast: Cast, case: Case, document: Document, username: str):
    answer = getattr(cast, username).post("cases:document_withdraw", case, document, reason="mistake")
    assert answer.status_code == 404 and Document.objects.get(pk=document.pk).withdrawn_at is None


def test_over_the_api(cast: Cast, case: Case, document: Document):
    path = f"/api/v1/cases/{case.pid}/documents/{document.pid}/withdraw/"
    for status in (204, 409):
        answer = cast.caseworker.client.post(path, {"reason": "replaced"}, content_type="application/json")
        assert answer.status_code == status
