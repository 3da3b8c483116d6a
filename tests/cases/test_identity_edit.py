"""Editing names and papers."""

from cases.models import Case, Person
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def values(**changes: str) -> dict[str, str]:
    return {"alias": "Heron", "name_used": "Mai Example", "given_name": "Malee", "family_name": "Invented"} | changes


def test_changed_fields_are_saved_and_named(cast: Cast, case: Case):
    person = Person.objects.get(case=case)
    data = values(given_name="Malai", documents="Passport, held by the employer", version=person.version)
    assert cast.caseworker.post("cases:facts_edit", case, "identity", **data).status_code == 302
    assert opened(cast.caseworker.user, person, "given_name") == "Malai"
    event = last_event(case)
    assert event.tag == "person:edit" and '"changed":["given_name"]' in event.detail and "Malai" not in event.detail


def test_a_partial_date_is_kept_as_it_was_said(cast: Cast, case: Case):
    person = Person.objects.get(case=case)
    data = values(birth_date_year="1998", birth_date_about="on", version=person.version)
    assert cast.caseworker.post("cases:facts_edit", case, "identity", **data).status_code == 302
    assert opened(cast.caseworker.user, person, "birth_date") == {"y": 1998, "about": True}


def test_an_empty_alias_is_refused_and_the_rest_stays_typed(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:facts_edit", case, "identity", **values(alias="", given_name="Typed"))
    assert response.status_code == 200 and "Typed" in response.content.decode()


def test_who_saves_second_is_told_and_loses_nothing(cast: Cast, case: Case):
    version = Person.objects.get(case=case).version
    cast.caseworker.post("cases:facts_edit", case, "identity", **values(given_name="First", version=version))
    response = cast.coordinator.post(
        "cases:facts_edit", case, "identity", **values(given_name="Second", version=version)
    )
    page = response.content.decode()
    assert response.status_code == 409 and "Second" in page and "First" in page
    again = cast.coordinator.post(
        "cases:facts_edit", case, "identity", **values(given_name="Second", version=version + 1)
    )
    assert again.status_code == 302


def test_a_legal_adviser_reads_names_and_changes_none(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assert cast.legal.post("cases:facts_edit", case, "identity", **values(given_name="Other")).status_code != 302
    assert opened(cast.caseworker.user, Person.objects.get(case=case), "given_name") == "Malee"


def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor", "shelter"):
        assert getattr(cast, name).get("cases:facts_edit", case, "identity").status_code == 404


def test_a_closed_case_is_not_edited(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert cast.caseworker.get("cases:facts_edit", case, "identity").status_code == 409
