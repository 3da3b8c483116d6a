"""Whoever saves second sees at each field what stands there now, keeps the own words, and may then save knowingly."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import formats

from cases.case.states import CaseChangedMeanwhile
from cases.models import Case, Claim, SafetySheet
from common.forms import attempt, status_of
from reminders.ladder.choices import LadderReason
from reminders.ladder.forms import LadderForm
from reminders.outbox.forms import hour_choices
from tests.cases.test_safety_edit import PLAN
from tests.cast import Cast
from tests.factories.cases import make_task
from tests.factories.legal import day, make_hearing, make_limit, make_proceeding, make_record
from tests.factories.reading import opened
from tests.reminders.test_ladder_edit import form as ladder_form

pytestmark = pytest.mark.django_db
Opened = tuple[str, tuple[Any, ...], dict[str, Any], dict[str, Any], str]


def safety(cast: Cast, case: Case) -> Opened:
    return "cases:safety_edit", (case,), dict(PLAN), {"safe_word": "Foxglove"}, "Stands here now: Marigold"


def hearing(cast: Cast, case: Case) -> Opened:
    row = make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    typed = {"place": "Room 4", "version": row.version}
    return "cases:hearing_edit", (case.pid, row.pid), typed, {"place": "Room 9"}, "Stands here now: Room 4"


def limit(cast: Cast, case: Case) -> Opened:
    row = make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    typed = {"kind": "appeal", "end_on": str(day(11)), "source": "Judgment", "version": row.version}
    return "cases:limit_edit", (case.pid, row.pid), typed, {"source": "Letter"}, "Stands here now: Judgment"


def task(cast: Cast, case: Case) -> Opened:
    row = make_task(cast.caseworker.user, case)
    typed = {"words": "Ring the school", "due_on": str(row.due.due_on), "version": row.version}
    return "cases:task_edit", (row,), typed, {"words": "Ring the court"}, "Stands here now: Ring the school"


@pytest.mark.parametrize("make", [safety, hearing, limit, task])
def test_theirs_is_shown_beside_yours_and_the_next_save_counts(
    cast: Cast, case: Case, make: Callable[[Cast, Case], Opened]
) -> None:
    page, names, typed, other, words = make(cast, case)
    assert cast.caseworker.post(page, *names, **typed).status_code == 302
    # A task is changed by its owner only: in another window.
    editor = cast.caseworker if make is task else cast.coordinator
    second = typed | other
    answer = editor.post(page, *names, **second)
    body = answer.content.decode()
    assert answer.status_code == 409 and words in body and next(iter(other.values())) in body
    again = second | {"version": int(typed["version"]) + 1}
    assert f'name="version" value="{again["version"]}"' in body
    assert editor.post(page, *names, **again).status_code == 302


@pytest.mark.parametrize("make", [safety, hearing, limit, task])
def test_what_stood_there_before_is_shown_too_and_nothing_of_fields_that_nobody_else_changed(
    cast: Cast, case: Case, make: Callable[[Cast, Case], Opened]
) -> None:
    page, names, typed, other, words = make(cast, case)
    editor = cast.caseworker if make is task else cast.coordinator
    (name, mine), *_rest = other.items()
    assert cast.caseworker.post(page, *names, **typed).status_code == 302
    began = int(typed["version"]) + 1
    theirs = typed | {name: "Words of a colleague", "version": began}
    assert cast.caseworker.post(page, *names, **theirs).status_code == 302
    # Whoever began before that, and changes another field too.
    answer = editor.post(page, *names, **typed | {name: mine, "version": began})
    field = answer.context["form"][name]
    before = words.removeprefix("Stands here now: ")
    assert answer.status_code == 409
    assert list(field.errors) == [f"Stood here when you began: {before}", "Stands here now: Words of a colleague"]
    # Somebody who changed only what nobody else touched is told of no field that is the editor's own.
    others = {other: bound.errors for other, bound in _bound(answer.context["form"]) if other != name}
    assert not any(others.values())


def _bound(form: Any) -> list[tuple[str, Any]]:
    return [(name, form[name]) for name in form.fields]


def test_a_field_that_the_editor_alone_changed_is_no_conflict(cast: Cast, case: Case) -> None:
    page, names, typed, _other, _words = safety(cast, case)
    cast.caseworker.post(page, *names, **typed)
    cast.caseworker.post(page, *names, **typed | {"safe_word": "Clover", "version": "1"})
    answer = cast.coordinator.post(page, *names, **typed | {"may_call": "Nobody", "version": "1"})
    form = answer.context["form"]
    assert answer.status_code == 409 and not form["may_call"].errors
    assert list(form["safe_word"].errors) == ["Stood here when you began: Marigold", "Stands here now: Clover"]


def test_it_counts_once_they_have_been_seen_and_not_before(cast: Cast, case: Case) -> None:
    page, names, typed, other, _words = safety(cast, case)
    cast.caseworker.post(page, *names, **typed)
    for _time in range(2):
        assert cast.coordinator.post(page, *names, **typed | other).status_code == 409
    sheet = SafetySheet.objects.get(case=case)
    assert opened(cast.caseworker.user, sheet, "safe_word") == "Marigold"


def test_what_a_colleague_took_away_is_said_too(cast: Cast, case: Case) -> None:
    page, names, typed, _other, _words = safety(cast, case)
    cast.caseworker.post(page, *names, **typed)
    cast.caseworker.post(page, *names, **typed | {"safe_word": "", "version": "1"})
    answer = cast.coordinator.post(page, *names, **typed | {"version": "1"})
    assert answer.status_code == 409 and "Nothing stands here now." in answer.content.decode()


def test_a_step_says_who_saved_shows_what_is_there_now_and_may_be_taken_knowingly(cast: Cast, case: Case) -> None:
    row = make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    changed = {"kind": "appeal", "end_on": str(day(11)), "source": "Letter of the court", "version": row.version}
    assert cast.caseworker.post("cases:limit_edit", case.pid, row.pid, **changed).status_code == 302
    typed = {"outcome": "filed", "version": row.version}
    answer = cast.coordinator.post("cases:limit_end", case.pid, row.pid, **typed)
    body = answer.content.decode()
    name = cast.caseworker.user.display_name
    assert answer.status_code == 409 and f"{name} saved this" in body and "Letter of the court" in body
    assert 'value="filed"' in body and f'name="version" value="{row.version + 1}"' in body
    assert cast.coordinator.post("cases:limit_end", case.pid, row.pid, **typed).status_code == 409
    again = typed | {"version": row.version + 1}
    assert cast.coordinator.post("cases:limit_end", case.pid, row.pid, **again).status_code == 302


def test_a_hearing_that_was_moved_meanwhile_is_ended_knowingly(cast: Cast, case: Case) -> None:
    part = make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))
    version, later = part.hearing.version, day(30)
    assert (
        cast.caseworker.post("cases:hearing_move", case.pid, part.pid, held_on=str(later), version=version).status_code
        == 302
    )
    answer = cast.coordinator.post("cases:hearing_end", case.pid, part.pid, state="cancelled", version=version)
    body = answer.content.decode()
    assert answer.status_code == 409 and "It was saved on" in body and formats.date_format(later, "DATE_FORMAT") in body
    again = cast.coordinator.post("cases:hearing_end", case.pid, part.pid, state="cancelled", version=version + 1)
    assert again.status_code == 302


def test_a_second_payment_begins_anew(cast: Cast, case: Case) -> None:
    claim = make_record(cast.caseworker.user, case, Claim)
    typed = {"paid_on": str(day(0)), "amount": "10.00", "version": claim.version}
    assert cast.caseworker.post("cases:claim_pay", case.pid, claim.pid, **typed).status_code == 302
    answer = cast.coordinator.post("cases:claim_pay", case.pid, claim.pid, **typed)
    assert answer.status_code == 409 and f'name="version" value="{claim.version}"' in answer.content.decode()


def test_steps_of_alerts_that_hold_now_are_shown(cast: Cast) -> None:
    typed = ladder_form(("before", "5", "all"))
    assert cast.coordinator.post("reminders:ladder_edit", "reflection_end", **typed).status_code == 302
    other = ladder_form(("before", "6", "all"))
    answer = cast.coordinator2.post("reminders:ladder_edit", "reflection_end", **other)
    body = answer.content.decode()
    assert answer.status_code == 409 and f"{cast.coordinator.user.display_name} saved this on" in body
    assert "These steps hold now: 5 days before: everybody" in body.replace("Everybody", "everybody")
    assert 'value="6"' in body and 'name="version" value="1"' in body
    again = other | {"version": "1"}
    assert cast.coordinator2.post("reminders:ladder_edit", "reflection_end", **again).status_code == 302


def test_an_account_a_team_and_the_own_mail_have_a_version_too(cast: Cast) -> None:
    admin, colleague, team = cast.administrator, cast.caseworker.user, cast.caseworker.user.team
    admin.confirm()
    asked = {"display_name": "Ana Q.", "role": "caseworker", "team": str(team.pk), "version": colleague.version}
    assert admin.post("accounts:staff_edit", colleague, **asked).status_code == 302
    answer = admin.post("accounts:staff_edit", colleague, **asked | {"display_name": "Ana R."})
    assert answer.status_code == 409 and "Stands here now: Ana Q." in answer.content.decode()
    assert cast.caseworker.fresh().display_name == "Ana Q."
    again = asked | {"display_name": "Ana R.", "version": colleague.version + 1}
    assert admin.post("accounts:staff_edit", colleague, **again).status_code == 302

    assert admin.post("accounts:team_edit", team, name="Harbour", version=0).status_code == 302
    answer = admin.post("accounts:team_edit", team, name="Quay", version=0)
    assert answer.status_code == 409 and "Stands here now: Harbour" in answer.content.decode()
    assert admin.post("accounts:team_edit", team, name="Quay", version=1).status_code == 302

    assert cast.health.post("reminders:mail_edit", hour="17", version=0).status_code == 302
    answer = cast.health.post("reminders:mail_edit", hour="9", has_mail="on", version=0)
    body = answer.content.decode()
    assert (
        answer.status_code == 409
        and "Stands here now: No" in body
        and f"Stands here now: {hour_choices()[17][1]}" in body
    )
    assert cast.health.post("reminders:mail_edit", hour="9", has_mail="on", version=1).status_code == 302


def test_a_form_that_cannot_say_what_stands_there_stays_refused(cast: Cast) -> None:
    form = LadderForm({"reason": LadderReason.values[0], "version": "1"}, initial={"version": 2})
    assert form.is_valid()

    def overtaken() -> None:
        raise CaseChangedMeanwhile

    assert not attempt(form, overtaken)
    assert 'value="1"' in str(form["version"]) and status_of(form) == 409
