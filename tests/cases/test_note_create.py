"""Adding a note."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case, Note
from common.pid import new_pid
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def newest(case: Case) -> Note:
    return Note.objects.filter(case=case).order_by("-created_at")[0]


def test_a_note_costs_one_click_and_its_text(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:note_create", case, text="Called. Safe to talk.")
    assert response.status_code == 302
    note = newest(case)
    assert opened(cast.caseworker.user, note, "text") == "Called. Safe to talk." and note.health_text.is_null
    assert timezone.now() - note.happened_at < timedelta(minutes=1)


def test_the_trail_names_the_field_and_not_the_text(cast: Cast, case: Case):
    cast.caseworker.post("cases:note_create", case, text="Nobody else reads this")
    event = last_event(case)
    assert event.tag == "note:create" and "text" in event.detail and "Nobody" not in event.detail


def test_an_empty_note_is_refused_with_a_sentence(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:note_create", case, text="   ")
    assert "There is no text yet" in response.content.decode()
    assert Note.objects.filter(case=case).count() == 1


def test_a_note_is_not_called_optional(cast: Cast, case: Case):
    assert "(optional)" not in cast.caseworker.get("cases:note_create", case).content.decode().split("<details")[0]


def test_a_text_that_is_too_long_is_said_and_not_cut(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:note_create", case).content.decode()
    areas = re.findall(r"<textarea[^>]*>", page)
    assert areas and not any("maxlength" in area for area in areas)
    answer = cast.caseworker.post("cases:note_create", case, text="a" * 10_001).content.decode()
    assert "at most 10000 characters" in answer and "a" * 10_001 in answer


def test_sending_the_same_form_twice_gives_one_note(cast: Cast, case: Case):
    once = new_pid()
    for _time in range(2):
        assert cast.caseworker.post("cases:note_create", case, text="Twice", once=once).status_code == 302
    assert Note.objects.filter(case=case).count() == 2


def test_another_text_with_a_used_key_is_not_lost(cast: Cast, case: Case):
    once = new_pid()
    for text in ("First", "Second"):
        assert cast.caseworker.post("cases:note_create", case, text=text, once=once).status_code == 302
    assert Note.objects.filter(case=case).count() == 3


def test_a_health_worker_s_note_is_sealed_as_health(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    assert cast.health.post("cases:note_create", case, text="Blood pressure fine").status_code == 302
    note = newest(case)
    assert note.text.is_null and opened(cast.health.user, note, "health_text") == "Blood pressure fine"
    assert "Blood pressure" not in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Blood pressure" in cast.health.get("cases:case_detail", case).content.decode()


def test_a_day_ahead_is_refused_and_the_text_stays(cast: Cast, case: Case):
    tomorrow = timezone.localdate() + timedelta(days=2)
    response = cast.caseworker.post("cases:note_create", case, text="Kept words", happened_on=str(tomorrow))
    assert "Choose today or an earlier day" in response.content.decode() and "Kept words" in response.content.decode()


def test_an_earlier_day_is_kept(cast: Cast, case: Case):
    day = timezone.localdate() - timedelta(days=3)
    cast.caseworker.post("cases:note_create", case, text="Earlier", happened_on=str(day), happened_time="14:30")
    note = newest(case)
    assert timezone.localtime(note.happened_at).strftime("%Y-%m-%d %H:%M") == f"{day} 14:30"


def test_a_closed_case_takes_no_note(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert cast.caseworker.post("cases:note_create", case, text="Late").status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "legal", "health", "auditor", "partner", "outsider"])
def test_others_cannot_write(cast: Cast, case: Case, name: str):
    assert getattr(cast, name).post("cases:note_create", case, text="x").status_code == 404
    assert Note.objects.filter(case=case).count() == 1


def test_from_today_one_chooses_among_the_own_cases(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:note_add").content.decode()
    assert "Heron" in page
    assert "Heron" not in cast.caseworker2.get("cases:note_add").content.decode()
    assert cast.caseworker.post("cases:note_add", case=case.pid, text="From Today").status_code == 302
    assert Note.objects.filter(case=case).count() == 2


def test_from_today_a_foreign_case_is_no_choice(cast: Cast, case: Case):
    response = cast.caseworker2.post("cases:note_add", case=case.pid, text="x")
    assert response.status_code == 200 and Note.objects.filter(case=case).count() == 1
