"""The overview of a case: what stands open, what waits behind a lock, and what the page costs."""

import re
from pathlib import Path
from shutil import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from cases.models import Case, ContactSheet, Note
from cases.note.actions import create_note
from encryption.classes import FieldClass
from encryption.keys import forget_data_keys, shred_case_keys
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event, tags_of, working_as

MARKERS = ("Malee", "400 000 001", "penicillin", "An account nobody")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_shows_what_a_worker_needs_at_once(cast: Cast, case: Case):
    page = text_of(cast.caseworker.get("cases:case_detail", case))
    for words in (
        "Heron",
        "Mai Example",
        case.reference,
        "Thai",
        "25–34",
        "14:00–16:00",
        "Slept better",
        "Forced labour",
    ):
        assert words in page


def test_restricted_values_are_not_in_the_page(cast: Cast, case: Case):
    page = text_of(cast.caseworker.get("cases:case_detail", case))
    assert "Restricted" in page
    for marker in MARKERS:
        assert marker not in page


def test_the_title_says_nothing(cast: Cast, case: Case):
    page = text_of(cast.caseworker.get("cases:case_detail", case))
    title = re.search(r"<title>(.*?)</title>", page).group(1)
    assert "Heron" not in title and case.reference not in title


def test_reading_is_recorded(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    event = last_event(case)
    assert event.tag == "case:open" and event.actor == cast.caseworker.user
    assert "cases.note.text" in event.detail and "given_name" not in event.detail


@pytest.mark.parametrize(
    "name", ["caseworker2", "shelter", "legal", "health", "auditor", "administrator", "partner", "outsider"]
)
def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case, name: str):
    assert getattr(cast, name).get("cases:case_detail", case).status_code == 404


def test_safe_contact_that_nobody_asked_says_do_not_contact(cast: Cast):
    case = make_case(cast.caseworker.user, safe_contact={"answer": "do_not_contact"})
    assert "Do not contact until asked." in text_of(cast.caseworker.get("cases:case_detail", case))


def test_a_damaged_value_shows_a_mark_and_the_page_keeps_working(cast: Cast, case: Case):
    sheet = ContactSheet.objects.get(case=case)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT safe_contact, id FROM {ContactSheet._meta.db_table}")
        ((raw, key),) = cursor.fetchall()
        damaged = bytearray(raw)
        damaged[-1] ^= 1
        cursor.execute(
            f"UPDATE {ContactSheet._meta.db_table} SET safe_contact = %s WHERE id = %s", [bytes(damaged), key]
        )
    response = cast.caseworker.get("cases:case_detail", case)
    page = text_of(response)
    assert response.status_code == 200 and "cannot be shown" in page and "Slept better" in page
    answer = cast.caseworker.post("cases:facts_edit", case, "contact", version=sheet.version, phone="+32 400 000 009")
    assert answer.status_code == 302


def test_a_new_case_says_what_is_missing_and_a_later_one_does_not(cast: Cast):
    case = make_case(cast.caseworker.user, keep_record="cannot_be_asked")
    page = text_of(cast.caseworker.get("cases:case_detail", case))
    assert "Ask whether we may keep the record" in page and "Note the languages" in page
    Case.objects.filter(pk=case.pk).update(stage="support")
    assert "Note the languages" not in text_of(cast.caseworker.get("cases:case_detail", case))


def test_a_closed_case_offers_to_reopen_and_no_place_to_write(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    page = text_of(cast.caseworker.get("cases:case_detail", case))
    assert "Goals reached" in page and "Reopen" in page and "Add to timeline" not in page


def test_the_page_costs_the_same_with_two_and_with_twenty_notes(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    forget_data_keys()
    with CaptureQueriesContext(connection) as few:
        cast.caseworker.get("cases:case_detail", case)
    # One for each kind of row that the page shows: notes, contacts, services, what is due, the stay, sheets, colleagues ...; one for the fence.
    assert len(few) <= 28, [query["sql"][:150] for query in few]
    with working_as(cast.caseworker.user, case):
        for number in range(20):
            create_note(actor=cast.caseworker.user, case=case, text=f"Invented note {number}")
    forget_data_keys()
    with CaptureQueriesContext(connection) as many:
        cast.caseworker.get("cases:case_detail", case)
    assert Note.objects.filter(case=case).count() == 21
    assert len(many) == len(few), [query["sql"][:150] for query in many]
    assert tags_of(case)[-1] == "case:open"


def test_an_erased_class_says_so_and_the_rest_stays(cast: Cast, case: Case):
    shred_case_keys(case.pk, [FieldClass.NARRATIVE])
    response = cast.caseworker.get("cases:case_detail", case)
    page = text_of(response)
    assert response.status_code == 200 and "Erased" in page and "Slept better" not in page and "Heron" in page


def test_a_key_that_this_process_does_not_hold_leaves_a_mark_and_the_page_works(
    cast: Cast, case: Case, settings, tmp_path: Path
):
    member = cast.caseworker
    for key in Path(settings.KEYS_DIR).glob("*.key"):
        if key.name != "narrative.key":
            copy(key, tmp_path)
    tmp_path.chmod(0o700)
    with override_settings(KEYS_DIR=tmp_path):
        response = member.get("cases:case_detail", case)
    page = text_of(response)
    assert response.status_code == 200 and "Slept better" not in page and "Heron" in page


def test_the_risk_and_its_reason_are_told_at_once_to_who_may_know(cast: Cast):
    risky = make_case(cast.caseworker.user, risk={"level": "high", "reason": "No police, she says."})
    page = cast.caseworker.get("cases:case_detail", risky).content.decode()
    assert "Same day" in page
    assert "No police, she says." in page
