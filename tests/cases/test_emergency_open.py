"""Emergency opening: at once, exactly what is needed, for an hour, told to those who work on the case; a block stays."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.emergency.queries import admit_for_emergency, after_working_days
from cases.models import Case, EmergencyOpening
from encryption.classes import FieldClass
from encryption.principal import current_principal
from encryption.registry import sealed_fields
from reminders.models import DueThing
from tests.cases.api import ask as call
from tests.cast import Cast, Member
from tests.factories.cases import acting, block, make_case
from tests.factories.reading import opened, tags_of

WHY = {"reason": "danger", "words": "Called from the station."}
ON_DUTY = ("caseworker2", "shelter", "health")


def try_number(member: Member, number: str, **fields):
    member.confirm()
    return member.post("cases:emergency_open", number=number, **(WHY | fields))


def opening_of(member: Member, case: Case) -> EmergencyOpening:
    answer = try_number(member, case.reference)
    assert answer.status_code == 302, answer.content.decode()
    return EmergencyOpening.objects.get(case=case, opened_by=member.user)


@pytest.mark.parametrize("role", ON_DUTY)
def test_staff_on_duty_see_safe_contact_and_urgent_health_needs_and_nothing_else(cast: Cast, case: Case, role: str):
    member = getattr(cast, role)
    opening = opening_of(member, case)
    page = member.get("cases:emergency_detail", opening).content.decode()
    assert "14:00–16:00" in page and "Allergic to penicillin" in page and "Back pain" in page
    until = timezone.localtime(opening.until).strftime("%H:%M")
    assert f"Emergency opening until {until}. Recorded." in page
    for other in (
        "Heron",
        "Mai Example",
        "Malee",
        "400 000 001",
        "A cousin",
        "Passport",
        "An account nobody",
        "Met at",
    ):
        assert other not in page
    assert member.get("cases:case_detail", case).status_code == 404
    assert member.post("cases:case_reveal", case, field="healthsheet.alerts").status_code == 404


@pytest.mark.parametrize("typed", ["c-2026-0001", " C 2026 0001 ", "C–2026–0001"])
def test_the_number_may_be_typed_in_any_way(cast: Cast, case: Case, typed: str):
    typed = typed.replace("2026", case.reference.split("-")[1]).replace("0001", case.reference.split("-")[2])
    assert try_number(cast.shelter, typed).status_code == 302


@pytest.mark.parametrize("role", ["caseworker", "shelter", "health", "coordinator"])
def test_the_keys_open_exactly_three_fields_and_only_the_reason_may_be_written(cast: Cast, case: Case, role: str):
    member = getattr(cast, role)
    with acting(member.user):
        admit_for_emergency(member.user, case)
        cleared = current_principal().clearance_for(case.pk)
        fields = [row for row in sealed_fields() if row.label.startswith("cases.")]
        reads = {row.label for row in fields if cleared and cleared.may_read(row.field_class, row.label)}
        writes = {row.label for row in fields if cleared and cleared.may_write(row.field_class, row.label)}
    assert reads == {"cases.contactsheet.safe_contact", "cases.healthsheet.alerts", "cases.healthsheet.needs"}
    assert writes == {"cases.emergencyopening.words"}
    assert not cleared or not cleared.may_read(FieldClass.LOCATION, "cases.episode.places")


def test_it_lasts_an_hour(cast: Cast, case: Case):
    opening = opening_of(cast.shelter, case)
    assert opening.until - opening.opened_at == timedelta(minutes=60)

    def answer_at(moment) -> int:
        with time_machine.travel(moment):
            late = Member(cast.shelter.user)
            late.sign_in()
            return late.get("cases:emergency_detail", opening).status_code

    assert answer_at(opening.until - timedelta(seconds=5)) == 200
    assert answer_at(opening.until + timedelta(seconds=1)) == 409


def test_workers_and_coordinators_are_told_at_once_in_neutral_words(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    opening = opening_of(cast.health, case)
    due = DueThing.objects.open().filter(subject_id=case.pk, kind__startswith="case.emergency_")
    told = {row.owner.username: row.kind.partition(":")[0] for row in due}
    coordinators = {name for name in told if name.startswith("coordinator")}
    assert {name for name in told if told[name] == "case.emergency_told"} - coordinators == {"caseworker", "legal"}
    assert coordinators == {"coordinator", "coordinator2"}
    assert list(told.values()).count("case.emergency_review") == 1
    review = due.get(kind=f"case.emergency_review:{opening.pid}")
    assert review.due_on == opening.review_by == after_working_days(timezone.localdate(), 3)
    page = cast.caseworker.get("cases:today").content.decode()
    assert "Opened in an emergency: see by whom" in page and "penicillin" not in page
    assert cast.health.user.display_name in cast.caseworker.get("cases:opening_list", case).content.decode()


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),
        (date(2026, 3, 5), date(2026, 3, 10)),
        (date(2026, 3, 6), date(2026, 3, 11)),
        (date(2026, 3, 7), date(2026, 3, 11)),
    ],
)
def test_three_working_days(day: date, after: date):
    assert after_working_days(day, 3) == after


def test_a_block_is_never_lifted_and_answers_like_a_wrong_number(cast: Cast, case: Case):
    block(cast.shelter.user, case, cast.coordinator.user)
    blocked, wrong = try_number(cast.shelter, case.reference), try_number(cast.shelter, "C-2026-9999")
    assert blocked.status_code == wrong.status_code == 200
    assert shape(blocked, case.reference) == shape(wrong, "C-2026-9999")
    assert "There is no case with this number." in blocked.content.decode()
    assert not EmergencyOpening.objects.exists()
    tried = Event.objects.filter(tag="emergency:open", outcome="refused").order_by("seq")
    assert [event.case_id for event in tried] == [case.pk, None]


def shape(answer, number: str) -> str:
    """The page without what differs by itself: the number typed, tokens of forms, one-time keys."""
    page = answer.content.decode().replace(number, "NUMBER")
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|data-ends="[^"]*"', "-", page)


def test_a_block_set_during_the_hour_ends_it(cast: Cast, case: Case):
    opening = opening_of(cast.shelter, case)
    block(cast.shelter.user, case, cast.coordinator.user)
    assert cast.shelter.get("cases:emergency_detail", opening).status_code == 404


def test_another_organisation_s_number_is_a_wrong_number(cast: Cast):
    theirs = make_case(cast.outsider.user)
    Case.objects.filter(pk=theirs.pk).update(reference="C-2026-7777")
    assert "There is no case with this number." in try_number(cast.shelter, "C-2026-7777").content.decode()


def test_whoever_may_open_the_case_needs_no_emergency(cast: Cast, case: Case):
    for member in (cast.caseworker, cast.coordinator):
        assert "You may open this case." in try_number(member, case.reference).content.decode()
    assert not EmergencyOpening.objects.exists()


@pytest.mark.parametrize("role", ["legal", "partner", "auditor", "administrator"])
def test_who_is_not_on_duty_has_no_such_page(cast: Cast, case: Case, role: str):
    member = getattr(cast, role)
    assert try_number(member, case.reference).status_code == 404
    assert member.get("cases:emergency_open").status_code == 404


def test_nobody_else_reads_it(cast: Cast, case: Case):
    opening = opening_of(cast.shelter, case)
    for member in (cast.health, cast.caseworker, cast.coordinator, cast.outsider, cast.auditor):
        assert member.get("cases:emergency_detail", opening).status_code == 404, member.username


def test_it_asks_first_who_sits_there(cast: Cast, case: Case):
    answer = cast.shelter.get("cases:emergency_open")
    assert answer.status_code == 302 and "/in/again/" in answer["Location"]
    assert cast.shelter.post("cases:emergency_open", number=case.reference, **WHY).status_code == 302
    assert not EmergencyOpening.objects.exists()


def test_a_second_factor_of_the_last_ten_hours_is_asked_where_there_is_one(cast: Cast, case: Case, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.create(user=cast.shelter.user, type=Authenticator.Type.TOTP, data={})

    def answer_with_factor(hours_ago: float | None) -> int:
        member = Member(cast.shelter.user, Client())
        member.sign_in()
        if hours_ago is not None:
            session = member.client.session
            at = timezone.now().timestamp() - hours_ago * 3600
            session["account_authentication_methods_user"] = user_id_to_str(cast.shelter.user)
            session["account_authentication_methods"] = [{"method": "mfa", "at": at, "type": "totp"}]
            session.save()
        return member.get("cases:emergency_open").status_code

    assert answer_with_factor(None) == 302
    assert answer_with_factor(11) == 302
    assert answer_with_factor(9) == 200


def test_twice_in_the_same_hour_is_one_opening(cast: Cast, case: Case):
    first = opening_of(cast.shelter, case)
    assert try_number(cast.shelter, case.reference)["Location"].endswith(f"/emergency/{first.pid}/")
    assert EmergencyOpening.objects.count() == 1


def test_it_is_recorded_with_the_code_and_never_the_words(cast: Cast, case: Case):
    opening = opening_of(cast.shelter, case)
    assert tags_of(case)[-1] == "emergency:open"
    assert json.loads(Event.objects.get(tag="emergency:open").detail)["reason"] == "danger"
    cast.shelter.get("cases:emergency_detail", opening)
    event = Event.objects.order_by("-seq")[0]
    assert event.tag == "emergency:read" and event.case_id == case.pk
    assert set(json.loads(event.detail)["revealed"]) == {
        "cases.contactsheet.safe_contact",
        "cases.healthsheet.alerts",
        "cases.healthsheet.needs",
    }
    assert not [row for row in Event.objects.all() if "station" in row.detail]
    assert opened(cast.caseworker.user, opening, "words") == "Called from the station."


def test_numbers_cannot_be_tried_without_end(cast: Cast, case: Case):
    cast.shelter.confirm()
    for number in range(10):
        assert cast.shelter.post("cases:emergency_open", number=f"C-1999-{number:04d}", **WHY).status_code == 200
    assert cast.shelter.post("cases:emergency_open", number=case.reference, **WHY).status_code == 409
    assert not EmergencyOpening.objects.exists()
    assert try_number(cast.health, case.reference).status_code == 302


def test_a_closed_case_opens_too(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True)
    assert try_number(cast.shelter, closed.reference).status_code == 302


def test_what_was_never_asked_means_do_not_contact(cast: Cast):
    bare = make_case(cast.caseworker.user, safe_contact={"answer": "do_not_contact"})
    page = cast.shelter.get("cases:emergency_detail", opening_of(cast.shelter, bare)).content.decode()
    assert "Do not" in page and "Not filled in" in page


def test_earlier_ones_that_nobody_judged_refuse_nobody(cast: Cast, case: Case):
    for _number in range(5):
        old = opening_of(cast.shelter, case)
        past = timezone.now() - timedelta(days=20)
        EmergencyOpening.objects.filter(pk=old.pk).update(
            opened_by=cast.shelter.user, opened_at=past, until=past, review_by=past.date()
        )
        Case.objects.filter(pk=case.pk).update(updated_at=timezone.now())
        EmergencyOpening.objects.filter(pk=old.pk).update(case=make_case(cast.caseworker.user))
    assert try_number(cast.shelter, case.reference).status_code == 302


def test_over_the_api(cast: Cast, case: Case):
    body = {"number": case.reference, "reason": "health"}
    answer = call(cast.shelter, "post", "emergency_open", body=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "confirm_first")
    cast.shelter.confirm()
    answer = call(cast.shelter, "post", "emergency_open", body=body)
    assert answer.status_code == 201
    pid = answer.json()["pid"]
    found = call(cast.shelter, "get", "emergency_detail", pid).json()
    assert found["alerts"] == {"state": "value", "value": "Allergic to penicillin"}
    assert set(found) == {"pid", "until", "reference", "safe_contact", "alerts", "needs"}
    answer = call(cast.shelter, "post", "emergency_open", body=body | {"number": "C-1999-0001"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_such_number")
    assert call(cast.health, "get", "emergency_detail", pid).status_code == 404


@pytest.mark.parametrize(
    ("name", "page", "is_offered"),
    [
        ("caseworker", "cases:case_find", True),
        ("health", "cases:case_find", True),
        ("coordinator", "cases:case_find", True),
        ("legal", "cases:case_find", False),
        ("shelter", "cases:today", True),
        ("auditor", "cases:today", False),
        ("administrator", "cases:today", False),
        ("partner", "cases:today", False),
    ],
)
def test_whoever_may_finds_the_way(cast: Cast, name: str, page: str, is_offered: bool):
    answer = getattr(cast, name).get(page)
    assert answer.status_code == 200
    assert (reverse("cases:emergency_open") in answer.content.decode()) is is_offered
