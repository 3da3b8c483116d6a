"""What is recorded about proceedings points at the document of the case in which it is read."""

from typing import Any, NamedTuple

import pytest

from cases.assignment.actions import write_grant
from cases.document.actions import withdraw_document
from cases.document.choices import WithdrawReason
from cases.limit.actions import create_limit
from cases.models import Case, Document, HearingPart, LegalLimit, ProceedingStep, Protection, Release
from common.errors import NotAllowed
from tests.cases.api import ask
from tests.cast import Cast
from tests.days import ahead
from tests.factories.cases import make_case
from tests.factories.documents import make_document
from tests.factories.legal import (
    LIMIT,
    RECORDS,
    at_work,
    day,
    link,
    make_hearing,
    make_proceeding,
    make_record,
)
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db


class Papers(NamedTuple):
    """A document of the case, and those that no form takes from a caseworker."""

    judgment: Document
    refused: list[Document]


@pytest.fixture
def papers(cast: Cast, case: Case) -> Papers:
    worker = cast.caseworker.user
    other = make_case(worker)
    foreign = make_case(cast.outsider.user)
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    withdrawn = make_document(worker, case, kind="court", name="Old.pdf")
    with at_work(worker, case):
        withdraw_document(actor=worker, document=withdrawn, reason=WithdrawReason.MISTAKE)
    return Papers(
        judgment=make_document(worker, case, kind="court", name="Judgment.pdf"),
        refused=[
            make_document(worker, other, kind="court"),
            make_document(cast.outsider.user, foreign, kind="court"),
            make_document(cast.health.user, case, kind="medical"),
            Document.objects.get(pk=withdrawn.pk),
        ],
    )


def sent(cast: Cast, case: Case, what: str) -> tuple[str, tuple[Any, ...], dict[str, Any], type[Any]]:
    """The page that records `what`, its rows, what is typed, and the model it makes."""
    worker = cast.caseworker.user
    if what == "protection":
        return "cases:legalrecord_create", (case, "a"), RECORDS[Protection], Protection
    if what == "notice":
        return "cases:release_notice", (case, make_record(worker, case, Release)), {"version": 1}, Release
    row = make_proceeding(worker, case)
    pages: dict[str, Any] = {
        "limit": ("cases:limit_create", LIMIT | {"end_on": day(10)}, LegalLimit),
        "hearing": ("cases:hearing_create", {"kind": "hearing", "held_on": day(20)}, HearingPart),
        "stage": ("cases:proceeding_stage", {"stage": "judgment", "happened_on": day(0)}, ProceedingStep),
    }
    name, data, model = pages[what]
    return name, (case, row), data, model


WHAT = ["limit", "hearing", "stage", "protection", "notice"]


@pytest.mark.parametrize("what", WHAT)
def test_it_is_chosen_among_the_documents_of_the_case_and_shown(cast: Cast, case: Case, papers: Papers, what: str):
    name, rows, data, model = sent(cast, case, what)
    page = cast.caseworker.get(name, *rows).content.decode()
    assert "Judgment.pdf" in page and not [one.pid for one in papers.refused if one.pid in page]
    assert cast.caseworker.post(name, *rows, **data, document=papers.judgment.pid).status_code == 302
    link = "notice" if what == "notice" else "document"
    assert getattr(model.objects.get(), link) == papers.judgment
    assert f'"{link}"' in last_event(case).detail
    shown = [cast.caseworker.get("cases:legal_list", case).content.decode()]
    if what == "stage":
        shown = [cast.caseworker.get("cases:proceeding_detail", *rows).content.decode()]
    assert f"/d/{papers.judgment.pid}/" in shown[0] and "Judgment.pdf" in shown[0]


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize(
    "which", range(4), ids=["other case", "other organisation", "of a class she may not open", "withdrawn"]
)
def test_any_other_is_refused_like_one_that_is_absent(cast: Cast, case: Case, papers: Papers, what: str, which: int):
    name, rows, data, model = sent(cast, case, what)
    before = model.objects.count()
    answers = [
        cast.caseworker.post(name, *rows, **data, document=pid) for pid in (papers.refused[which].pid, "0000000000")
    ]
    assert [answer.status_code for answer in answers] == [200, 200] and model.objects.count() == before
    texts = [answer.content.decode() for answer in answers]
    assert all("is not one of the available choices" in text for text in texts)
    assert texts[0].count("Judgment.pdf") == texts[1].count("Judgment.pdf") == 1


ROUTES = {
    "limit": ("limit_list", LIMIT | {"end_on": str(ahead(10))}, 201),
    "hearing": ("hearing_list", {"kind": "hearing", "held_on": str(ahead(20))}, 201),
    "stage": ("proceeding_stage", {"stage": "judgment"}, 201),
    "protection": ("legalrecord_list", RECORDS[Protection], 201),
    "notice": ("release_notice", {"version": 1}, 204),
}


@pytest.mark.parametrize("what", WHAT)
def test_over_the_api(cast: Cast, case: Case, papers: Papers, what: str):
    _name, rows, _data, model = sent(cast, case, what)
    before = model.objects.count()
    name, body, made = ROUTES[what]
    refusals = [
        ask(cast.caseworker, "post", name, *rows, body=body | {"document": pid})
        for pid in [*(one.pid for one in papers.refused), "0000000000"]
    ]
    assert {answer.status_code for answer in refusals} == {400} and model.objects.count() == before
    assert len({answer.content for answer in refusals}) == 1
    assert ask(cast.caseworker, "post", name, *rows, body=body | {"document": papers.judgment.pid}).status_code == made
    assert papers.judgment.pid in ask(cast.caseworker, "get", "legal_list", case).content.decode()


def test_an_action_takes_no_other_either(cast: Cast, case: Case, papers: Papers):
    row = make_proceeding(cast.caseworker.user, case)
    for one in papers.refused:
        with pytest.raises(NotAllowed):
            make_limit_with(cast, row, one)
    assert not LegalLimit.objects.exists()


def make_limit_with(cast: Cast, proceeding: Any, document: Document) -> LegalLimit:
    with at_work(cast.caseworker.user, proceeding.case):
        return create_limit(
            actor=cast.caseworker.user, proceeding=proceeding, end_on=day(9), facts=LIMIT, document=document
        )


def test_it_is_changed_and_taken_away_and_kept_where_nothing_is_said(cast: Cast, case: Case, papers: Papers):
    limit = make_limit_with(cast, make_proceeding(cast.caseworker.user, case), papers.judgment)
    second = make_document(cast.caseworker.user, case, kind="decision", name="Second.pdf")

    def enter(version: int, **more: Any) -> Document | None:
        data = LIMIT | {"end_on": day(9), "version": version} | more
        assert cast.caseworker.post("cases:limit_edit", case, limit, **data).status_code == 302
        return LegalLimit.objects.get(pk=limit.pk).document

    assert enter(1, document=second.pid) == second
    assert enter(2, document="") is None
    body = {"remark": "The lawyer has it", "version": 3}
    ask(cast.caseworker, "patch", "limit_detail", case, limit, body=body | {"document": second.pid})
    assert LegalLimit.objects.get(pk=limit.pk).document == second
    body = {"remark": "So has she", "version": 4}
    assert ask(cast.caseworker, "patch", "limit_detail", case, limit, body=body).status_code == 200
    assert LegalLimit.objects.get(pk=limit.pk).document == second
    answer = ask(cast.caseworker, "patch", "limit_detail", case, limit, body={"document": None, "version": 5})
    assert answer.json()["changed"] == ["document"]
    assert LegalLimit.objects.get(pk=limit.pk).document is None


def test_one_that_was_withdrawn_since_stays_and_is_not_handed_out(cast: Cast, case: Case, papers: Papers):
    limit = make_limit_with(cast, make_proceeding(cast.caseworker.user, case), papers.judgment)
    cast.caseworker.post("cases:document_withdraw", case, papers.judgment, reason="replaced")
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Judgment.pdf" in page and "Withdrawn" in page and f"/d/{papers.judgment.pid}/" not in page
    form = cast.caseworker.get("cases:limit_edit", case, limit).content.decode()
    assert f'value="{papers.judgment.pid}" selected' in form
    data = LIMIT | {"end_on": day(8), "version": 1, "document": papers.judgment.pid}
    assert cast.caseworker.post("cases:limit_edit", case, limit, **data).status_code == 302
    assert LegalLimit.objects.get(pk=limit.pk).document == papers.judgment


def test_the_second_person_opens_the_same_document(cast: Cast, case: Case, papers: Papers):
    limit = make_limit_with(cast, make_proceeding(cast.caseworker.user, case), papers.judgment)
    page = cast.coordinator.get("cases:limit_check", case, limit).content.decode()
    assert f"/d/{papers.judgment.pid}/" in page
    assert cast.coordinator.get("cases:document_fetch", case, papers.judgment).status_code == 200


def test_a_summons_belongs_to_one_person_only(cast: Cast, case: Case, papers: Papers):
    worker = cast.caseworker.user
    proceeding = make_proceeding(worker, case)
    other = make_case(worker)
    link(worker, proceeding, other)
    make_hearing(worker, proceeding, document=papers.judgment)
    assert HearingPart.objects.get(case=case).document == papers.judgment
    assert HearingPart.objects.get(case=other).document is None


def test_without_documents_no_form_asks(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:limit_create", case, make_proceeding(cast.caseworker.user, case))
    assert 'name="document"' not in page.content.decode()


def test_the_page_costs_the_same_with_many(cast: Cast, case: Case, papers: Papers, django_assert_max_num_queries: Any):
    proceeding = make_proceeding(cast.caseworker.user, case)
    make_limit_with(cast, proceeding, papers.judgment)
    cast.caseworker.get("cases:legal_list", case)
    with django_assert_max_num_queries(200) as one:
        cast.caseworker.get("cases:legal_list", case)
    for number in range(6):
        more = make_document(cast.caseworker.user, case, kind="court", name=f"{number}.pdf")
        make_limit_with(cast, proceeding, more)
    with django_assert_max_num_queries(len(one.captured_queries)):
        cast.caseworker.get("cases:legal_list", case)
