"""What happens to a stay: the chain grows, the days are watched, help stays as it is."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from cases.models import Case, StatusDate, StatusEvent, StatusSheet
from cases.residence.choices import Status
from cases.residence.transitions import BY_CODE, BY_NUMBER, possible_from
from reminders.models import DueThing
from tests.cases.stay import DAY, status_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY, ahead
from tests.factories.reading import last_event, opened
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db


def test_the_letter_s_last_day_is_watched_and_said_in_words(cast: Cast, case: Case):
    scheme = make_scheme()
    start, end = TODAY - 20 * DAY, TODAY + 25 * DAY
    answer = tell(
        cast.caseworker, case, "reasonable_grounds_found", on=start, end_on=end, scheme=scheme.pid,
        authority="Invented Office", number="X-1",
    )  # fmt: skip
    assert answer.status_code == 302
    user = cast.caseworker.user
    assert status_of(user, case) == "reflection"
    assert watched(user, case) == {"reflection_end": end, "cooperation": end, "information": start + 3 * DAY}
    for name in ("cases:case_detail", "cases:residence_list"):
        page = cast.caseworker.get(name, case).content.decode()
        assert "Day 20 of 45" in page and '<progress max="45" value="20"' in page and "Recovery period" in page
    assert last_event(case).tag == "residence:list"


def test_without_a_letter_the_rule_proposes_the_day_and_the_earlier_one_is_watched(cast: Cast, case: Case):
    scheme = make_scheme()
    tell(cast.caseworker, case, "reasonable_grounds_found", scheme=scheme.pid, paper="none_yet")
    assert watched(cast.caseworker.user, case)["reflection_end"] == TODAY + 44 * DAY
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "proposed by the table" in page and "the earlier day is watched" in page
    # The shorter reading counts the first day: 45 days are 45 either way.
    assert "Day 1 of 45" in page
    assert "confirm_end" not in watched(cast.caseworker.user, case)


def test_what_is_not_confirmed_is_watched_at_thirty_days_and_asked_for_today(cast: Cast, case: Case):
    scheme = make_scheme("TH-RP", country="Thailand", country_code="TH", confidence="low", length_value=45)
    tell(cast.caseworker, case, "reasonable_grounds_found", scheme=scheme.pid, paper="none_yet")
    days = watched(cast.caseworker.user, case)
    assert days["confirm_end"] == TODAY and days["reflection_end"] <= TODAY + 30 * DAY
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "not confirmed" in page and "Day 1 of 30" in page


@pytest.mark.parametrize(("left", "words"), [(24, "Day 21 of 45"), (25, "Day 20 of 45"), (20, "Day 20 of 40")])
def test_both_readings_of_a_letter_have_as_many_days_as_the_rule(cast: Cast, case: Case, left: int, words: str):
    start, end = TODAY - 20 * DAY, TODAY + left * DAY
    tell(cast.caseworker, case, "reasonable_grounds_found", on=start, end_on=end, scheme=make_scheme().pid)
    assert words in cast.caseworker.get("cases:case_detail", case).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": ahead(1), "end_on": ahead(9)}, "This day lies ahead."),
        ({"end_on": ahead(-1)}, "The last day lies before the first."),
        ({"end_on": "soon"}, "Last day, as the letter says"),
        ({"end_on": ahead(1), "paper": ""}, "Document"),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(cast: Cast, case: Case, fields, sentence: str):
    answer = tell(cast.caseworker, case, "reasonable_grounds_found", authority="Invented Office", **fields)
    page = answer.content.decode()
    assert answer.status_code == 200 and sentence in page and "Invented Office" in page
    assert not StatusEvent.objects.filter(case=case).exists()


def test_what_does_not_follow_is_a_conflict(cast: Cast, case: Case):
    assert tell(cast.caseworker, case, "terminated_early").status_code == 409
    assert tell(cast.caseworker, case, "permit_withdrawn").status_code == 409


def test_whoever_was_overtaken_hears_it(cast: Cast, case: Case):
    tell(cast.caseworker, case, "contact_lost")
    assert tell(cast.caseworker, case, "asylum_claimed", version=0).status_code == 409
    assert StatusEvent.objects.filter(case=case).count() == 1


def test_history_is_never_written_over(cast: Cast, case: Case):
    """Every event of the program, as far as it can follow: what was written before stays byte for byte."""
    seen: dict = {}
    walked = set()
    for _turn in range(3):
        for number, event in BY_NUMBER.items():
            if not event.group or event.code in {"removed", "returned"}:
                continue
            answer = tell(cast.caseworker, case, event.code, end_on=TODAY + 40 * DAY, limit_on=TODAY + 9 * DAY)
            if answer.status_code != 302:
                continue
            walked.add(number)
            now = _raw("cases_statusevent")
            assert {pk: now[pk] for pk in seen} == seen
            assert len(now) == len(seen) + 1
            seen = now
    assert len(walked) > 25


def _raw(table: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return {row[0]: tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor}


def test_every_status_has_a_way_on_except_the_removed():
    for status in Status:
        codes = {event.code for event in possible_from(status)}
        assert "status_established" in codes
        # Detention and a removal order can come at any time.
        assert status in {Status.REMOVED, Status.RETURNED} or {"detained", "removal_order_served"} <= codes


def test_an_early_end_brings_the_limit_of_an_appeal(cast: Cast, case: Case):
    user = cast.caseworker.user
    tell(cast.caseworker, case, "reasonable_grounds_found", on=TODAY - DAY, end_on=TODAY + 30 * DAY)
    tell(cast.caseworker, case, "terminated_early", forced="yes", limit_on=TODAY + 8 * DAY, reason="Invented reason")
    assert status_of(user, case) == "no_status"
    days = watched(user, case)
    assert days["appeal_limit"] == TODAY + 8 * DAY and "reflection_end" not in days


def test_a_refusal_without_a_limit_asks_for_it_today(cast: Cast, case: Case):
    tell(cast.caseworker, case, "permit_filed")
    tell(cast.caseworker, case, "permit_refused")
    assert watched(cast.caseworker.user, case) == {"confirm_end": TODAY}


def test_a_running_period_is_watched_while_a_permit_is_asked_for(cast: Cast, case: Case):
    user, end = cast.caseworker.user, TODAY + 30 * DAY
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=end)
    tell(cast.caseworker, case, "decided_to_cooperate")
    assert status_of(user, case) == "permit_pending" and watched(user, case)["reflection_end"] == end
    tell(cast.caseworker, case, "permit_granted", end_on=TODAY + 180 * DAY)
    days = watched(user, case)
    assert days["permit_end"] == TODAY + 180 * DAY and "reflection_end" not in days
    assert "180 days left" in cast.caseworker.get("cases:case_detail", case).content.decode()


@pytest.mark.parametrize(("code", "what"), [("detained", "detention"), ("removal_order_served", "removal")])
def test_detention_and_removal_are_for_today(cast: Cast, case: Case, code: str, what: str):
    tell(cast.caseworker, case, code)
    assert watched(cast.caseworker.user, case) == {what: TODAY}
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "Lawyer the same day" in page


def test_procedures_run_beside_the_status(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 30 * DAY)
    tell(cast.caseworker, case, "age_disputed")
    tell(cast.caseworker, case, "family_filed", family="A sister")
    held = opened(cast.caseworker.user, StatusSheet.objects.get(case=case), "standing")
    assert held["status"] == "reflection" and held["tracks"] == {"age": "pending", "family": "pending"}


def test_the_plain_columns_name_no_status(cast: Cast, case: Case):
    """Neither the chain nor what is due says in plain what the stay is."""
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 30 * DAY, authority="Invented Office")
    tell(cast.caseworker, case, "detained", reason="Invented reason")
    words = {code for code in (*Status.values, *BY_CODE, "detention", "cooperation", "Invented") if code != "unknown"}
    for model in (StatusEvent, StatusDate, StatusSheet, DueThing):
        for raw in _raw(model._meta.db_table).values():
            told = " ".join(str(value) for value in raw)
            assert not [word for word in words if word in told]


def test_a_shelter_may_be_shown_yes_or_no_and_a_day(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 30 * DAY)
    sheet = StatusSheet.objects.get(case=case)
    assert opened(cast.caseworker.user, sheet, "in_order") == {"papers": "yes", "end_on": str(TODAY + 30 * DAY)}
    tell(cast.caseworker, case, "terminated_early", limit_on=TODAY + timedelta(days=4))
    sheet.refresh_from_db()
    assert opened(cast.caseworker.user, sheet, "in_order") == {"papers": "no", "end_on": ""}


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_writes_it(cast: Cast, case: Case, username: str):
    assert tell(getattr(cast, username), case, "contact_lost").status_code == 404
    assert not StatusEvent.objects.filter(case=case).exists()


def test_it_stands_on_the_timeline(cast: Cast, case: Case):
    tell(cast.caseworker, case, "asylum_claimed")
    assert last_event(case).tag == "residence:record"
    assert "Asylum claimed" in cast.caseworker.get("cases:timeline_list", case).content.decode()


def test_what_a_person_decides_is_not_asked_for_a_letter(cast: Cast, case: Case):
    for code, is_chosen in (("declined_to_cooperate", True), ("permit_filed", False)):
        page = cast.caseworker.get("cases:residence_record", case.pid, BY_CODE[code].number).content.decode()
        [box] = re.findall(r'<input[^>]*name="paper"[^>]*value="none_yet"[^>]*>', page)
        assert ("checked" in box) is is_chosen


def test_nothing_known_before_is_no_contact_lost(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 30 * DAY)
    for name in ("cases:residence_list", "cases:case_detail"):
        assert "contact lost" not in cast.caseworker.get(name, case).content.decode()
    tell(cast.caseworker, case, "contact_lost")
    assert "contact lost" in cast.caseworker.get("cases:residence_list", case).content.decode()
