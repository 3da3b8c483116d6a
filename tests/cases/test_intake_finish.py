"""An unfinished intake becomes one case, with everything where it belongs."""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases import due_kinds
from cases.intake.aliases import ALIASES, propose
from cases.intake.content import KIND
from cases.models import Case, Consent, ContactSheet, Dependant, Episode, NeedSheet, Person, RiskReview
from common.models import Draft
from reminders.models import DueThing
from tests.cases.intake_steps import MARK, NEEDED, begin, fill, revealed, send
from tests.cast import BACKEND, Cast
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db


def test_three_answers_are_enough(cast: Cast) -> None:
    pid, answer = fill(cast.caseworker)
    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("cases:case_detail", args=[case.pid]))
    assert case.pid == pid
    assert revealed(cast.caseworker.user, case, case, "alias") == "Heron"
    assert Case.objects.visible_to(cast.caseworker.user).filter(pk=case.pk).exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("left_out", ["alias", "answer", "keep"])
def test_each_of_the_three_is_needed_and_all_that_was_typed_stays(cast: Cast, left_out: str) -> None:
    step2 = {"name_used": MARK} | ({} if left_out == "alias" else {"alias": "Heron"})
    step2 |= {} if left_out == "answer" else {"answer": "yes"}
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, **step2)
    answer = send(cast.caseworker, pid, 5, "save", **({} if left_out == "keep" else {"keep": "yes"}))
    assert answer.status_code == 422
    assert b"We kept your draft" in answer.content
    assert MARK.encode() in answer.content
    assert not Case.objects.exists()
    assert Draft.objects.filter(kind=KIND, key=pid).exists()


def test_everything_typed_arrives_where_it_belongs(cast: Cast) -> None:
    user = cast.caseworker.user
    _pid, answer = fill(
        cast.caseworker,
        step1={
            "channel": "outreach",
            "agreed_to_referral": "yes",
            "risk_danger": "yes",
            "risk_papers": "prefers_not_to_say",
            "level": "high",
            "reason": "No police.",
            "urgent": ["doctor"],
        },
        step2={
            "alias": "  Grey   Heron ",
            "name_used": "Tala",
            "birth_year_day": "4",
            "birth_year_month": "3",
            "birth_year_year": "1998",
            "languages_0": "Arabic",
            "languages_1": "Français",
            "interpreter_needed": "yes",
            "interpreter_sex": "woman",
            "interpreter_not_from_0": "Eritrea",
            "refused_persons__none": "not_asked",
            "answer": "yes",
            "channels": ["house_phone"],
            "hours": "14–16",
            "phone": "+32 400 000 001",
            "must_not_know": "Her cousin.",
        },
        step3={"exploitation": ["ForcedLabour"], "job_promised": "farm", "freedom": "does_not_know"},
        step4={
            "order": ["doctor"],
            "add": ["lawyer", "bed"],
            "wishes": "To sleep.",
            "d0-name": "Nok",
            "d0-relation": "Daughter",
            "d0-born": "2019",
            "d3-name": "Som",
            "d3-born": "9",
        },
    )
    assert answer.status_code == 302, answer.content
    case = Case.objects.get()
    assert case.channel == "outreach"
    assert revealed(user, case, case, "alias") == "Grey Heron"
    person = Person.objects.get()
    assert revealed(user, case, person, "birth_date") == {"y": 1998, "m": 3, "d": 4}
    profile = revealed(user, case, person, "profile")
    assert profile["4"] == {"y": 1998}
    assert profile["5"] == "25_34"
    assert profile["12"] == ["ara", "fra"]
    assert profile["16"] == ["ER"]
    assert profile["18"]["x"] == "not_asked"
    assert profile["26"] == "yes"
    assert "19" not in profile
    contact = ContactSheet.objects.get()
    assert revealed(user, case, contact, "safe_contact") == {
        "answer": "yes",
        "channels": ["house_phone"],
        "hours": "14–16",
    }
    assert revealed(user, case, contact, "must_not_know") == "Her cousin."
    facts = revealed(user, case, Episode.objects.get(), "facts")
    assert (facts["1"], facts["5"], facts["6"]["x"]) == (["ForcedLabour"], "farm", "does_not_know")
    sheet = NeedSheet.objects.get()
    assert [need["type"] for need in revealed(user, case, sheet, "needs")] == ["doctor", "lawyer", "bed"]
    risk = revealed(user, case, RiskReview.objects.get(), "answers")
    assert risk == {"danger": "yes", "papers": "prefers_not_to_say", "level": "high", "reason": "No police."}
    assert {revealed(user, case, row, "name") for row in Dependant.objects.all()} == {"Nok", "Som"}


def test_an_age_becomes_a_likely_year_and_a_child_is_presumed_in_doubt(cast: Cast) -> None:
    fill(cast.caseworker, step2={"age": "16"})
    case = Case.objects.get()
    profile = revealed(cast.caseworker.user, case, Person.objects.get(), "profile")
    assert profile["4"] == {"y": timezone.localdate().year - 16, "about": True}
    assert profile["5"] == "child"
    assert DueThing.objects.filter(subject_id=case.pk, kind=due_kinds.GUARDIAN, due_on=timezone.localdate()).exists()


@pytest.mark.parametrize("guardian", ["alone", "not_known_yet", ""])
def test_a_child_without_a_known_guardian_is_due_today(cast: Cast, guardian: str) -> None:
    fill(cast.caseworker, step2={"age_group": "unsure", "guardian": guardian})
    assert DueThing.objects.get(kind=due_kinds.GUARDIAN).due_on == timezone.localdate()


def test_a_child_with_a_guardian_is_not_due(cast: Cast) -> None:
    fill(cast.caseworker, step2={"age_group": "child", "guardian": "appointed"})
    assert not DueThing.objects.filter(kind=due_kinds.GUARDIAN).exists()


def test_what_could_not_be_asked_is_due_again_in_72_hours(cast: Cast) -> None:
    fill(cast.caseworker, step5={"keep": "cannot_be_asked", "why": "no_interpreter"})
    consent = Consent.objects.get()
    assert consent.answer == "cannot_be_asked"
    assert revealed(cast.caseworker.user, Case.objects.get(), consent, "terms") == {"why_not_yet": "no_interpreter"}
    in_three_days = timezone.localdate() + timedelta(days=3)
    due = {row.kind: row.due_on for row in DueThing.objects.all()}
    assert due[due_kinds.KEEP_RECORD] == in_three_days
    assert due[due_kinds.SAFE_CONTACT] == in_three_days
    assert due[due_kinds.HEALTH_OFFER] == in_three_days


def test_where_the_basis_is_another_the_screen_does_not_say_agree(cast: Cast, settings: Any) -> None:
    settings.RECORD_BASIS = "legitimate"
    pid = begin(cast.caseworker)
    page = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 5])).content
    assert b"Does the person agree" not in page
    assert b"Does the person know that we keep this record" in page
    assert b'value="no"' not in page
    send(cast.caseworker, pid, 2, **NEEDED[2])
    send(cast.caseworker, pid, 5, "save", keep="yes")
    assert Consent.objects.get().basis == "legitimate"


def test_sent_twice_makes_one_case(cast: Cast) -> None:
    pid, first = fill(cast.caseworker)
    again = send(cast.caseworker, pid, 5, "save", keep="yes")
    late_step = send(cast.caseworker, pid, 2, "next", alias="Heron")
    begun_again = cast.caseworker.post("cases:case_create", key=pid, do="next")
    assert {first.url, again.url, late_step.url, begun_again.url} == {reverse("cases:case_detail", args=[pid])}
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_an_alias_in_use_is_refused_and_never_proposed(cast: Cast) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    pid, answer = fill(cast.caseworker, step2={"alias": "hERON"})
    assert answer.status_code == 422
    assert b"has this alias already" in answer.content
    assert Case.objects.count() == 1
    assert propose({alias.casefold() for alias in ALIASES if alias != "Wren"}) == "Wren"
    assert propose({alias.casefold() for alias in ALIASES}).endswith(" 2")


def test_an_alias_of_another_team_is_not_given_away(cast: Cast) -> None:
    make_case(cast.caseworker2.user, alias="Heron")
    _pid, answer = fill(cast.caseworker)
    assert answer.status_code == 302


def test_a_coordinator_names_the_worker(cast: Cast) -> None:
    _pid, missing = fill(cast.coordinator)
    assert missing.status_code == 422
    assert b"Choose who will work on this case" in missing.content
    _pid, wrong = fill(cast.coordinator, step2={"alias": "Wren"}, step5={"worker": cast.outsider.user.pid})
    assert wrong.status_code == 422
    _pid, made = fill(cast.coordinator, step2={"alias": "Linnet"}, step5={"worker": cast.caseworker2.user.pid})
    assert made.status_code == 302
    case = Case.objects.get()
    assert Case.objects.visible_to(cast.caseworker2.user).filter(pk=case.pk).exists()
    assert not Case.objects.visible_to(cast.caseworker.user).exists()


def test_saving_is_one_row_in_the_trail_and_holds_no_words(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, **NEEDED[2] | {"name_used": MARK})
    before = Event.objects.count()
    send(cast.caseworker, pid, 5, "save", keep="yes")
    rows = list(Event.objects.order_by("seq")[before:])
    assert [row.tag for row in rows] == ["case:create"]
    assert rows[0].case_id == Case.objects.get().pk
    assert MARK not in json.dumps([row.detail for row in rows])


def test_the_key_of_a_case_out_of_sight_gives_nothing_away(cast: Cast) -> None:
    theirs = make_case(cast.outsider.user, alias="Wren")
    answer = cast.caseworker.post("cases:case_create", key=theirs.pid, do="stay")
    assert answer.status_code == 302
    send(cast.caseworker, theirs.pid, 2, **NEEDED[2])
    made = send(cast.caseworker, theirs.pid, 5, "save", keep="yes")
    case = Case.objects.exclude(pk=theirs.pk).get()
    assert made.url == reverse("cases:case_detail", args=[case.pid])
    assert case.pid != theirs.pid


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_case(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, **NEEDED[2])
    both, answers = threading.Barrier(2), []

    def save() -> None:
        client = Client()
        client.force_login(cast.caseworker.user, backend=BACKEND)
        both.wait(10)
        answers.append(client.post(reverse("cases:intake_step", args=[pid, 5]), {"do": "save", "keep": "yes"}))
        connection.close()

    threads = [threading.Thread(target=save) for _click in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert {answer.url for answer in answers} == {reverse("cases:case_detail", args=[pid])}
    assert len(answers) == 2
    assert Case.objects.count() == 1
