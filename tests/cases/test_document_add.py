"""Adding a document: who may add which kind, what is taken in, what is taken out of it, and how it is kept."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from cases.access import admit, relation_of_visible
from cases.assignment.actions import write_grant
from cases.document import storage
from cases.document.choices import HOLDERS, DocumentKind, holder_of
from cases.document.pdfs import clean_pdf
from cases.document.queries import choices_of
from cases.models import Case, Document, DocumentChunk
from encryption.models import CaseKey
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.factories.documents import DOCX, JPEG, PDF, PNG, make_document, parcel, upload
from tests.factories.reading import last_event, opened
from tests.source import ROOT


def add(member, case: Case, **fields):
    return member.post("cases:document_add", case, **{"kind": "letter", "file": upload()} | fields)


def test_a_document_has_a_kind_a_name_and_a_day(cast: Cast, case: Case):
    answer = add(cast.caseworker, case, kind="decision", dated_on="2026-01-02", discloses_status="yes")
    assert answer.status_code == 302
    row = Document.objects.get(case=case)
    facts = opened(cast.caseworker.user, row, "legal_facts")
    assert (facts["kind"], facts["type"], facts["name"]) == ("decision", "pdf", "letter.pdf")
    assert (facts["size"], facts["on"], facts["tells"]) == (len(clean_pdf(PDF)), "2026-01-02", "yes")
    assert last_event(case).tag == "document:add" and "letter" not in str(last_event(case).detail)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_kind_decides_the_class(cast: Cast, case: Case, kind: DocumentKind):
    member = cast.health if kind == DocumentKind.MEDICAL else cast.caseworker
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    assert add(member, case, kind=kind.value).status_code == 302
    row, chunk = Document.objects.get(case=case), DocumentChunk.objects.get(case=case)
    for holder in HOLDERS:
        filled = holder == holder_of(kind)
        assert getattr(row, f"{holder}facts").is_null is not filled
        assert getattr(chunk, f"{holder}content").is_null is not filled


@pytest.mark.parametrize(
    ("username", "kind"),
    [
        ("caseworker", "medical"),
        ("legal", "identity"),
        ("legal", "medical"),
        ("health", "decision"),
        ("health", "letter"),
    ],
)
def test_a_kind_that_is_not_the_readers_is_not_offered_and_not_taken(cast: Cast, case: Case, username: str, kind: str):
    member = getattr(cast, username)
    if username != "caseworker":
        write_grant(actor=cast.coordinator.user, case=case, user=member.user)
    assert f'value="{kind}"' not in member.get("cases:document_add", case).content.decode()
    assert add(member, case, kind=kind).status_code == 200
    path = f"/api/v1/cases/{case.pid}/documents/"
    assert member.client.post(path, {"kind": kind, "file": upload()}).status_code == 404
    assert not Document.objects.exists() and not DocumentChunk.objects.exists()


REFUSED = {
    "nothing": ("a.pdf", b"", "empty"),
    "a page": ("a.pdf", b"<html><script>alert(1)</script>", "not taken"),
    "a page after a PDF's name": ("a.html", PDF, "not taken"),
    "a drawing": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not taken"),
    "a program": ("a.exe", b"MZ" + bytes(100), "not taken"),
    "a picture named text": ("a.docx", JPEG, "not taken"),
    "something before the PDF": ("a.pdf", b"GIF89a" + PDF, "not taken"),
    "a bare zip": ("a.docx", parcel({"a.txt": b"a"}), "not taken"),
    "half a PDF": ("a.pdf", PDF[:30], "damaged"),
    "half a picture": ("a.jpg", JPEG[:-20], "damaged"),
    "half a PNG": ("a.png", PNG[:-20], "damaged"),
    "half a text": ("a.docx", DOCX[:-40], "not taken"),
    "a bomb of points": ("a.png", PNG[:16] + b"\0\0\xff\xff\0\0\xff\xff" + PNG[24:], "damaged"),
    "macros": (
        "a.docx",
        parcel({"[Content_Types].xml": b"a", "word/document.xml": b"a", "word/vbaProject.bin": b"a"}),
        "program",
    ),
    "a bomb": (
        "a.docx",
        parcel({"[Content_Types].xml": b"a", "word/document.xml": bytes(5_000_000)}),
        "damaged",
    ),
    "a way out": ("a.docx", parcel({"[Content_Types].xml": b"a", "word/document.xml": b"a", "../a": b"a"}), "damaged"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_other_files_are_refused_with_a_sentence_and_leave_nothing(cast: Cast, case: Case, what: str):
    name, data, sentence = REFUSED[what]
    answer = add(cast.caseworker, case, file=upload(name, data))
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert not Document.objects.exists() and not DocumentChunk.objects.exists()


@pytest.mark.parametrize("size", [20 * 1024 * 1024 + 1, 31 * 1024 * 1024])
def test_a_larger_one_is_refused(cast: Cast, case: Case, size: int):
    answer = add(cast.caseworker, case, file=upload("a.pdf", PDF + bytes(size)))
    assert answer.status_code == 200 and "at most 20 MB" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_one_leaves_nothing(cast: Cast, case: Case):
    before = CaseKey.objects.count()

    class Cut(Exception):
        pass

    with pytest.raises(Cut), transaction.atomic():
        make_document(cast.caseworker.user, case, PDF + bytes(storage.CHUNK * 3) + b"%%EOF", as_it_came=True)
        assert DocumentChunk.objects.count() == 4
        raise Cut
    assert not Document.objects.exists() and not DocumentChunk.objects.exists()
    assert CaseKey.objects.count() == before


def test_no_plain_byte_stands_in_the_database_or_on_the_disk(cast: Cast, case: Case):
    secret = b"Plover-told-us-this"
    add(cast.caseworker, case, file=upload("Plover-passport.pdf", PDF + secret * 10_000 + b"%%EOF"), as_it_came="on")
    with connection.cursor() as cursor:
        for table in ("cases_document", "cases_documentchunk", "audit_event", "common_onekey", "common_draft"):
            if table in connection.introspection.table_names():
                cursor.execute(f"SELECT * FROM {table}")
                found = repr([bytes(v) if isinstance(v, memoryview) else v for row in cursor.fetchall() for v in row])
                assert "Plover" not in found, table
    places = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file() and "sqlite" not in path.name]
    assert not [path for path in places if b"Plover-" in path.read_bytes()]
    # Nothing larger is given to a temporary file either.
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert "TemporaryFile" not in "".join(path.read_text() for path in (ROOT / "cases/document").glob("*.py"))


def test_a_case_and_a_day_have_room_for_so_much(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch):
    make_document(cast.caseworker.user, case)
    for name in ("MOST_CHUNKS", "MOST_A_DAY"):
        with monkeypatch.context() as patch:
            patch.setattr(f"cases.document.actions.{name}", 1)
            assert "No more documents" in add(cast.caseworker, case).content.decode()
    assert Document.objects.count() == 1


def test_sent_twice_it_is_there_once(cast: Cast, case: Case):
    for _time in range(2):
        add(cast.caseworker, case, once="ABCDEFGH25")
    assert Document.objects.count() == 1


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_add_none(cast: Cast, case: Case, username: str):
    assert add(getattr(cast, username), case).status_code == 404
    assert not Document.objects.exists()


def test_a_closed_case_takes_none(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True)
    assert add(cast.caseworker, closed).status_code == 409


def test_over_the_api(cast: Cast, case: Case):
    path = f"/api/v1/cases/{case.pid}/documents/"
    answer = cast.caseworker.client.post(path, {"kind": "decision", "file": upload(), "discloses_status": "no"})
    assert answer.status_code == 201
    listed = cast.caseworker.client.get(path).json()
    assert [row["pid"] for row in listed["results"]] == [answer.json()["pid"]]
    assert listed["results"][0]["facts"]["value"]["name"] == "letter.pdf"
    wrong = cast.caseworker.client.post(path, {"kind": "decision", "file": upload("a.pdf", b"no")})
    assert wrong.status_code == 409 and wrong.json()["code"] == "document_type"


def test_it_stands_on_the_timeline_for_whom_it_is_open_and_its_name_does_not(cast: Cast, case: Case):
    make_document(cast.caseworker.user, case, kind="identity", name="Plover.pdf")
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    page = cast.caseworker.get("cases:timeline_list", case).content.decode()
    assert "Document added: Passport or identity card" in page and "Plover.pdf" not in page
    assert "Document added" not in cast.health.get("cases:timeline_list", case).content.decode()


def test_forms_can_offer_those_that_count(cast: Cast, case: Case):
    letter = make_document(cast.caseworker.user, case)
    make_document(cast.caseworker.user, case, kind="decision")
    from_all = opened_choices(cast, case, None)
    assert len(from_all) == 2 and (letter.pid, "Letter: letter.pdf") in from_all
    assert [words for _pid, words in opened_choices(cast, case, frozenset({"decision"}))] == [
        "Decision letter: letter.pdf"
    ]


def opened_choices(cast: Cast, case: Case, kinds: frozenset[str] | None) -> list[tuple[str, str]]:
    """As a form of the caseworker gets them."""
    from_user = cast.caseworker.user
    with acting(from_user):
        admit(from_user, [case.pk], relation_of_visible(from_user))
        return choices_of(case, kinds)
