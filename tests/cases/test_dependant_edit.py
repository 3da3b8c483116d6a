"""Editing what is known about a dependant."""

from cases.models import Case, Dependant
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event, opened


def made(cast: Cast, case: Case) -> Dependant:
    cast.caseworker.post("cases:dependant_create", case, relation="Daughter")
    return Dependant.objects.get(case=case)


def test_a_change_is_saved_and_named(cast: Cast, case: Case):
    row = made(cast, case)
    data = {"relation": "Daughter", "name": "Invented", "birth_year": "2019", "version": row.version}
    assert cast.caseworker.post("cases:dependant_edit", case, row, **data).status_code == 302
    assert opened(cast.caseworker.user, row, "birth") == {"y": 2019}
    event = last_event(case)
    assert event.tag == "dependant:edit" and '"name"' in event.detail and "Invented" not in event.detail


def test_who_saves_second_is_told(cast: Cast, case: Case):
    row = made(cast, case)
    for _time in range(2):
        response = cast.caseworker.post("cases:dependant_edit", case, row, relation=f"Son {_time}", version=row.version)
    assert response.status_code == 409


def test_a_row_of_another_case_is_absent(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user)
    assert cast.caseworker.get("cases:dependant_edit", other, made(cast, case)).status_code == 404
