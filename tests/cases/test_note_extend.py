"""Adding to a note: the note stays as it is, the addition has its own day and writer."""

import pytest

from cases.assignment.actions import write_grant
from cases.models import Case, Note
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event, opened


@pytest.fixture
def note(case: Case) -> Note:
    return Note.objects.get(case=case)


def test_an_addition_stands_below_and_the_note_is_as_it_was(cast: Cast, case: Case, note: Note):
    before = Note.objects.filter(pk=note.pk).values().get()
    assert cast.caseworker.post("cases:note_extend", case, note, text="She rang again.").status_code == 302
    addition = Note.objects.get(case=case, adds_to=note)
    assert opened(cast.caseworker.user, addition, "text") == "She rang again."
    assert Note.objects.filter(pk=note.pk).values().get() == before
    page = cast.caseworker.get("cases:note_detail", case, note).content.decode()
    assert page.index("Met at the house") < page.index("She rang again.")
    assert "She rang" not in last_event(case).detail


def test_an_addition_to_an_addition_belongs_to_the_first_note(cast: Cast, case: Case, note: Note):
    cast.caseworker.post("cases:note_extend", case, note, text="One")
    addition = Note.objects.get(adds_to=note)
    cast.caseworker.post("cases:note_extend", case, addition, text="Two")
    assert Note.objects.filter(adds_to=note).count() == 2


def test_a_colleague_adds_in_the_own_name(cast: Cast, case: Case, note: Note):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.legal.user)
    assert cast.legal.post("cases:note_extend", case, note, text="Hearing moved").status_code == 302
    assert Note.objects.get(adds_to=note).author == cast.legal.user


def test_nothing_is_added_by_an_empty_text(cast: Cast, case: Case, note: Note):
    assert "There is no text yet" in cast.caseworker.post("cases:note_extend", case, note, text="  ").content.decode()
    assert not Note.objects.filter(adds_to=note).exists()


def test_a_note_of_another_case_is_absent(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user, alias="Gull", note="Elsewhere")
    assert cast.caseworker.post("cases:note_extend", case, Note.objects.get(case=other), text="x").status_code == 404


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_add_nothing(cast: Cast, case: Case, note: Note, username: str):
    assert getattr(cast, username).post("cases:note_extend", case, note, text="x").status_code == 404
    assert not Note.objects.filter(adds_to=note).exists()
