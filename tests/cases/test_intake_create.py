"""The intake: five steps in any order, kept sealed, saved once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases import due_kinds
from cases.access import admit_cases, relation_of_visible
from cases.intake.aliases import ALIASES, propose
from cases.intake.content import KIND
from cases.models import Case, Consent, ContactSheet, Dependant, Episode, NeedSheet, Person, RiskReview
from common.models import Draft
from common.pid import new_pid
from encryption.errors import EncryptionError
from reminders.models import DueThing
from tests.cast import Cast, Member
from tests.factories.cases import acting, make_case

pytestmark = pytest.mark.django_db

MARK = "Zanzibar-Marker"
NEEDED = {2: {"alias": "Heron", "answer": "do_not_contact"}, 5: {"keep": "yes"}}


def begin(member: Member, **fields: Any) -> str:
    """A new intake with its first step kept; its public id."""
    key = new_pid()
    answer = member.post("cases:case_create", key=key, do="stay", **fields)
    assert answer.status_code == 302, answer.content
    return key


def send(member: Member, pid: str, step: int, do: str = "stay", **fields: Any) -> HttpResponse:
    """One step."""
    return member.client.post(reverse("cases:intake_step", args=[pid, step]), {"do": do, **fields})


def fill(member: Member, *, do: str = "save", **more: dict[str, Any]) -> tuple[str, HttpResponse]:
    """An intake with the three answers that are needed, and `step2=...` and the like; then the button."""
    pid = begin(member, **more.get("step1", {}))
    for step in (2, 3, 4):
        send(member, pid, step, **NEEDED.get(step, {}) | more.get(f"step{step}", {}))
    return pid, send(member, pid, 5, do, **NEEDED[5] | more.get("step5", {}))


def revealed(user: User, case: Case, row: Any, name: str) -> Any:
    """The value of a sealed field for a worker of the case."""
    with acting(user):
        admit_cases(user, [case], relation_of_visible(user))
        return getattr(row, name).reveal("test")


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


def test_a_no_keeps_nothing_and_offers_to_discard(cast: Cast) -> None:
    pid, answer = fill(cast.caseworker, step5={"keep": "no"})
    assert answer.url == reverse("cases:intake_discard", args=[pid])
    page = cast.caseworker.client.get(answer.url)
    assert b"does not want a record" in page.content
    assert not Case.objects.exists()
    gone = cast.caseworker.client.post(answer.url)
    assert gone.status_code == 302
    assert not Draft.objects.exists()
    assert not Case.objects.exists()


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


def test_a_late_save_of_the_browser_does_not_bring_an_intake_back(cast: Cast) -> None:
    pid, _answer = fill(cast.caseworker)
    answer = cast.caseworker.client.post(reverse("cases:intake_keep", args=[pid, 2]), {"alias": "Heron"})
    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_typing_is_kept_without_a_button(cast: Cast) -> None:
    pid = new_pid()
    answer = cast.caseworker.client.post(reverse("cases:intake_keep", args=[pid, 1]), {"reason": MARK})
    assert answer.status_code == 204
    page = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 1]))
    assert MARK.encode() in page.content


def test_a_wrong_answer_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    answer = send(
        cast.caseworker, pid, 2, "next", alias="Heron", answer="yes", languages_0=MARK, birth_year_year="98", hours=MARK
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(MARK) >= 2
    assert 'href="#id_languages_0"' in page
    kept = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 2]))
    assert MARK.encode() in kept.content


def test_steps_open_in_any_order_and_nothing_is_lost_between_them(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    moved = cast.caseworker.client.post(reverse("cases:intake_step", args=[pid, 4]), {"go": "2", "wishes": MARK})
    assert moved.url == reverse("cases:intake_step", args=[pid, 2])
    assert MARK.encode() in cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 4])).content


def test_needs_move_without_script(cast: Cast) -> None:
    pid = begin(cast.caseworker, urgent=["bed", "doctor"])
    send(cast.caseworker, pid, 4, "order", order=["bed", "doctor"], add=["lawyer"])
    address = reverse("cases:intake_step", args=[pid, 4])
    cast.caseworker.client.post(address, {"order": ["bed", "doctor", "lawyer"], "up": "lawyer"})
    cast.caseworker.client.post(address, {"order": ["bed", "lawyer", "doctor"], "drop": "bed"})
    page = cast.caseworker.client.get(address).content.decode()
    assert page.index("need-lawyer") < page.index("need-doctor")
    assert "need-bed" not in page
    # What was taken away in one step is not ticked in the other.
    first = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 1])).content.decode()
    assert 'value="doctor" id="id_urgent_2" checked' in first.replace("checked ", "checked")
    assert 'value="bed" id="id_urgent_0" checked' not in first


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


def test_shuffle_proposes_another_and_keeps_the_rest(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    answer = send(cast.caseworker, pid, 2, "shuffle", alias="Something", name_used=MARK)
    page = cast.caseworker.client.get(answer.url.partition("#")[0]).content
    assert b"Something" not in page
    assert MARK.encode() in page


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


@pytest.mark.parametrize("role", ["shelter", "legal", "health", "auditor", "administrator", "partner"])
def test_other_roles_begin_no_case(cast: Cast, role: str) -> None:
    member = getattr(cast, role)
    pid = begin(cast.caseworker)
    assert member.get("cases:case_create").status_code == 404
    assert member.post("cases:case_create", key=new_pid(), do="next").status_code == 404
    assert send(member, pid, 1).status_code == 404
    assert member.client.post(reverse("cases:intake_keep", args=[new_pid(), 1]), {"reason": "x"}).status_code == 404
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider"])
def test_an_unfinished_intake_is_its_writers_alone(cast: Cast, name: str) -> None:
    pid = begin(cast.caseworker, reason=MARK)
    other = getattr(cast, name)
    absent = other.client.get(reverse("cases:intake_step", args=[new_pid(), 1]))
    for url in (reverse("cases:intake_step", args=[pid, 1]), reverse("cases:intake_discard", args=[pid])):
        answer = other.client.get(url)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert other.client.post(reverse("cases:intake_discard", args=[pid])).status_code == 404
    assert MARK.encode() not in other.get("cases:draft_list").content
    assert Draft.objects.filter(key=pid).exists()


def test_a_draft_is_sealed_for_its_writer(cast: Cast) -> None:
    pid = begin(cast.caseworker, reason=MARK)
    draft = Draft.objects.get(key=pid)
    with acting(cast.coordinator.user), pytest.raises(EncryptionError):
        draft.content.reveal("test")
    with acting(cast.caseworker.user):
        assert draft.content.reveal("test")["1"]["reason"] == [MARK]


def test_saving_is_one_row_in_the_trail_and_holds_no_words(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, **NEEDED[2] | {"name_used": MARK})
    before = Event.objects.count()
    send(cast.caseworker, pid, 5, "save", keep="yes")
    rows = list(Event.objects.order_by("seq")[before:])
    assert [row.tag for row in rows] == ["case:create"]
    assert rows[0].case_id == Case.objects.get().pk
    assert MARK not in json.dumps([row.detail for row in rows])


def test_a_refused_try_is_recorded(cast: Cast) -> None:
    cast.auditor.get("cases:case_create")
    assert Event.objects.order_by("-seq").first().outcome == "refused"


def test_the_list_of_drafts_shows_what_is_left_to_do(cast: Cast) -> None:
    pid = begin(cast.caseworker, channel="outreach")
    send(cast.caseworker, pid, 2, "later", **NEEDED[2])
    page = cast.caseworker.get("cases:draft_list").content.decode()
    assert "Heron" in page
    assert reverse("cases:intake_step", args=[pid, 3]) in page
    assert "2 of 5 steps answered" in page


def test_no_name_stands_in_title_or_address(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, alias=MARK, answer="yes", name_used=MARK)
    answer = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 5]))
    head = answer.content.decode().split("</head>")[0]
    assert MARK not in head
    assert MARK not in answer.request["PATH_INFO"]


@pytest.mark.parametrize("step", [0, 6, 99])
def test_there_are_five_steps(cast: Cast, step: int) -> None:
    pid = begin(cast.caseworker)
    assert cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, step])).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "../../etc", "A" * 11, "abcdefghij"])
def test_a_key_that_is_no_public_id_is_refused(cast: Cast, key: str) -> None:
    assert cast.caseworker.post("cases:case_create", key=key, do="next").status_code == 404
    assert not Draft.objects.exists()
