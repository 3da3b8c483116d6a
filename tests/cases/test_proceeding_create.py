"""Recording a proceeding, and the page Legal that shows it."""

import pytest
from django.db import connection

from cases.models import Case, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import FACTS, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


def test_a_proceeding_is_kept_sealed_and_shown(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:proceeding_create", case, **FACTS).status_code == 302
    row = Proceeding.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "facts") == FACTS
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM cases_proceeding")
        assert b"Invented court" not in bytes(cursor.fetchone()[0])
    event = last_event(case)
    assert event.tag == "proceeding:create" and "Invented" not in event.detail
    assert "Criminal" in cast.caseworker.get("cases:legal_list", case).content.decode()
    page = cast.caseworker.get("cases:proceeding_detail", case, row).content.decode()
    assert "Invented court" in page and "12/345" in page and "Belgium" in page


def test_only_the_kind_is_needed(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:proceeding_create", case, number="Typed already")
    assert answer.status_code == 200 and "Typed already" in answer.content.decode()
    assert not Proceeding.objects.filter(case=case).exists()
    assert cast.caseworker.post("cases:proceeding_create", case, type="labour").status_code == 302


def test_over_the_api(cast: Cast, case: Case):
    assert ask(cast.caseworker, "post", "proceeding_list", case, body={"type": "criminal"}).status_code == 201
    assert ask(cast.caseworker, "post", "proceeding_list", case, body={"type": "none"}).status_code == 400
    held = ask(cast.caseworker, "get", "legal_list", case).json()["proceedings"]
    assert [row["facts"]["value"] for row in held] == [{"type": "criminal"}]


@pytest.mark.parametrize("name", ["caseworker2", "outsider", "health", "shelter", "auditor", "partner"])
def test_others_neither_record_nor_read(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name == "health":
        assign(member.user)
    make_proceeding(cast.caseworker.user, case)
    assert member.post("cases:proceeding_create", case, **FACTS).status_code == 404
    assert member.get("cases:legal_list", case).status_code == 404
    assert ask(member, "get", "legal_list", case).status_code == 404


def test_the_legal_adviser_of_the_case_records(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assert cast.legal.post("cases:proceeding_create", case, **FACTS).status_code == 302


def test_the_list_costs_the_same_with_two_and_with_twenty(cast: Cast, case: Case, django_assert_max_num_queries):
    for _number in range(2):
        make_proceeding(cast.caseworker.user, case)
    cast.caseworker.get("cases:legal_list", case)
    with django_assert_max_num_queries(60) as few:
        cast.caseworker.get("cases:legal_list", case)
    for _number in range(18):
        make_proceeding(cast.caseworker.user, case)
    with django_assert_max_num_queries(len(few.captured_queries)):
        cast.caseworker.get("cases:legal_list", case)
