"""Writing down a contact: how, how it went, how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.assignment.actions import write_grant
from cases.models import Case, Encounter
from tests.cast import Cast
from tests.days import ahead
from tests.factories.cases import make_case
from tests.factories.reading import last_event, opened

TYPED = {"kind": "call", "outcome": "reached", "minutes": "20", "text": "Slept better."}


def test_a_contact_is_how_and_how_it_went(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:encounter_create", case, kind="call", outcome="not_safe")
    row = Encounter.objects.get(case=case)
    assert answer.status_code == 302 and row.kind == "call"
    assert opened(cast.caseworker.user, row, "facts") == {"with": "person", "outcome": "not_safe"}
    assert row.text.is_null


def test_words_and_length_are_kept_sealed(cast: Cast, case: Case):
    cast.caseworker.post("cases:encounter_create", case, **TYPED)
    row = Encounter.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "facts")["minutes"] == 20
    assert opened(cast.caseworker.user, row, "text") == "Slept better."
    event = last_event(case)
    assert event.tag == "encounter:create" and "Slept" not in event.detail and "reached" not in event.detail


@pytest.mark.parametrize(
    ("outcome", "partner", "counts"),
    [("reached", "person", True), ("later", "person", True), ("not_reached", "person", False),
     ("not_safe", "person", False), ("other_answered", "person", False), ("reached", "relative", False)],
)  # fmt: skip
def test_only_reaching_the_person_is_a_last_contact(cast: Cast, outcome: str, partner: str, counts: bool):
    case = make_case(cast.caseworker.user)
    Case.objects.filter(pk=case.pk).update(last_contact_on=None)
    cast.caseworker.post("cases:encounter_create", case, kind="visit", outcome=outcome, partner=partner)
    assert (Case.objects.get(pk=case.pk).last_contact_on == timezone.localdate()) is counts


def test_an_earlier_contact_does_not_move_the_last_one_back(cast: Cast, case: Case):
    cast.caseworker.post("cases:encounter_create", case, kind="call", outcome="reached")
    day = (timezone.localdate() - timedelta(days=9)).isoformat()
    cast.caseworker.post("cases:encounter_create", case, kind="call", outcome="reached", happened_on=day)
    assert Case.objects.get(pk=case.pk).last_contact_on == timezone.localdate()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"outcome": ""}, ""), ({"minutes": "0"}, ""), ({"minutes": "2000"}, ""), ({"kind": "pigeon"}, ""),
     ({"happened_on": ahead(2)}, "A contact has happened already")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(cast: Cast, case: Case, wrong: dict, sentence: str):
    page = cast.caseworker.post("cases:encounter_create", case, **TYPED | wrong).content.decode()
    assert "Slept better." in page and sentence in page
    assert not Encounter.objects.filter(case=case).exists()


def test_the_composer_takes_it_in_one_form(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:entry_create", case, entry="contact", **TYPED)
    assert answer.status_code == 302 and Encounter.objects.filter(case=case).count() == 1


def test_lawyer_and_nurse_write_their_own(cast: Cast, case: Case):
    for member in (cast.legal, cast.health):
        write_grant(actor=cast.coordinator.user, case=case, user=member.user)
        assert member.post("cases:encounter_create", case, **TYPED).status_code == 302
    nurse = Encounter.objects.get(case=case, author=cast.health.user)
    assert nurse.text.is_null and opened(cast.health.user, nurse, "health_text") == "Slept better."


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_write_none(cast: Cast, case: Case, username: str):
    assert getattr(cast, username).post("cases:encounter_create", case, **TYPED).status_code == 404
    assert not Encounter.objects.filter(case=case).exists()


def test_a_closed_case_takes_none(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True)
    answer = cast.caseworker.post("cases:encounter_create", closed, **TYPED)
    assert answer.status_code == 409 and not Encounter.objects.filter(case=closed).exists()
