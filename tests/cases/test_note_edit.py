"""Correcting a note: a new one that names it; nothing is overwritten."""

from cases.models import Case, Note
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def first_note(case: Case) -> Note:
    return Note.objects.get(case=case, corrects__isnull=True)


def test_a_correction_stands_in_its_place_and_the_earlier_text_stays_readable(cast: Cast, case: Case):
    note = first_note(case)
    response = cast.caseworker.post("cases:note_edit", case, note, text="Met at the office.")
    assert response.status_code == 302
    newer = Note.objects.get(corrects=note)
    assert newer.happened_at == note.happened_at
    assert opened(cast.caseworker.user, note, "text").startswith("Met at the house")
    overview = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Met at the office" in overview and "Slept better" not in overview
    page = cast.caseworker.get("cases:note_detail", case, newer).content.decode()
    assert "Met at the office" in page and "Slept better" in page and "Earlier text" in page


def test_it_is_recorded(cast: Cast, case: Case):
    cast.caseworker.post("cases:note_edit", case, first_note(case), text="Other words")
    assert last_event(case).tag == "note:edit"


def test_a_note_is_corrected_once_and_the_second_keeps_the_typed_text(cast: Cast, case: Case):
    note = first_note(case)
    cast.caseworker.post("cases:note_edit", case, note, text="First correction")
    response = cast.coordinator.post("cases:note_edit", case, note, text="Second words")
    assert response.status_code == 409 and "Second words" in response.content.decode()
    assert Note.objects.filter(corrects=note).count() == 1


def test_the_same_correction_twice_is_one(cast: Cast, case: Case):
    note = first_note(case)
    for _time in range(2):
        assert cast.caseworker.post("cases:note_edit", case, note, text="Same").status_code == 302
    assert Note.objects.filter(corrects=note).count() == 1


def test_an_unchanged_text_changes_nothing(cast: Cast, case: Case):
    note = first_note(case)
    text = opened(cast.caseworker.user, note, "text")
    cast.caseworker.post("cases:note_edit", case, note, text=text)
    assert not Note.objects.filter(corrects=note).exists()


def test_an_empty_correction_is_refused(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:note_edit", case, first_note(case), text=" ")
    assert "There is no text yet" in response.content.decode()


def test_a_caseworker_cannot_correct_a_health_note(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    cast.health.post("cases:note_create", case, text="Health words")
    note = Note.objects.get(case=case, text__isnull=True)
    assert cast.caseworker.get("cases:note_edit", case, note).status_code == 404


def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case):
    assert cast.caseworker2.get("cases:note_detail", case, first_note(case)).status_code == 404
    assert cast.outsider.post("cases:note_edit", case, first_note(case), text="x").status_code == 404
