"""Cover over the API: all open cases of somebody who is away, at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import Role
from cases.models import Case, CaseGrant, Cover
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.days import ahead
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case


def give(member: Member, *colleagues, headers=None, **more):
    body = {"colleagues": [one.pid for one in colleagues], "last_day": str(timezone.localdate() + timedelta(days=7))}
    return ask(member, "post", "cover_list", body=body | more, headers=headers)


def test_all_open_cases_are_covered_listed_and_given_back(cast: Cast, case: Case):
    other = make_case(cast.caseworker.user, alias="Wren")
    trail = Trail()
    made = give(cast.coordinator, cast.caseworker2.user, absent=cast.caseworker.user.pid)
    assert made.status_code == 201 and (made.json()["case_count"], made.json()["left_count"]) == (2, 0)
    assert sorted(trail.rows()) == [("case:cover", "ok"), ("case:cover", "ok"), ("cover:give", "ok")]
    for one in (case, other):
        assert ask(cast.caseworker2, "get", "case_detail", one).status_code == 200
    trail = Trail()
    (line,) = ask(cast.coordinator, "get", "cover_list").json()["running"]
    assert trail.rows() == [("cover:list", "ok")]
    assert line["pid"] == made.json()["pid"] and line["absent"] == cast.caseworker.user.display_name
    assert line["stand_ins"] == [cast.caseworker2.user.display_name] and line["case_count"] == 2 and line["can_end"]
    cover, trail = Cover.objects.get(), Trail()
    assert timezone.localtime(cover.until).date() == ahead(7)
    assert ask(cast.coordinator, "post", "cover_end", cover).status_code == 204
    assert sorted(trail.rows()) == [("case:unassign", "ok"), ("case:unassign", "ok"), ("cover:end", "ok")]
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 404
    listed = ask(cast.coordinator, "get", "cover_list").json()
    assert listed["running"] == [] and listed["earlier"][0]["ended_at"] and not listed["earlier"][0]["can_end"]
    again = ask(cast.coordinator, "post", "cover_end", cover)
    assert (again.status_code, again.json()["code"]) == (409, "cover_ended")


def test_one_covers_the_own_absence_and_nobody_elses(cast: Cast, case: Case):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    answer = give(cast.caseworker, cast.caseworker2.user, absent=third.pid)
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["absent"] and not Cover.objects.exists()
    assert give(cast.caseworker, cast.caseworker2.user).status_code == 201
    assert Cover.objects.get().absent == cast.caseworker.user
    listed = ask(cast.caseworker, "get", "cover_list").json()
    assert [one["pid"] for one in listed["absentees"]] == [cast.caseworker.user.pid]
    assert {one["role"] for one in listed["colleagues"]} == {"caseworker"}
    # A colleague's cover is not in sight of others, and cannot be ended by them.
    assert ask(cast.caseworker2, "get", "cover_list").json()["running"] == []
    assert ask(cast.caseworker2, "post", "cover_end", Cover.objects.get()).status_code == 404
    assert ask(cast.caseworker, "post", "cover_end", Cover.objects.get()).status_code == 204


def test_several_share_and_a_name_that_stands_twice_counts_once(cast: Cast, case: Case):
    make_case(cast.caseworker.user, alias="Wren")
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    colleagues = (cast.caseworker2.user, third, third)
    assert give(cast.coordinator, *colleagues, absent=cast.caseworker.user.pid).status_code == 201
    for user in (cast.caseworker2.user, third):
        assert CaseGrant.objects.filter(user=user, cover__isnull=False).count() == 1


def test_who_is_kept_away_is_left_out_without_a_word(cast: Cast, case: Case):
    block(cast.caseworker2.user, case, cast.coordinator.user)
    made = give(cast.coordinator, cast.caseworker2.user, absent=cast.caseworker.user.pid)
    assert made.json() == {"pid": Cover.objects.get().pid, "case_count": 0, "left_count": 1}
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 404


def test_sent_twice_it_is_given_once(cast: Cast, case: Case):
    key, absent = {"Idempotency-Key": "a-key-of-this-cover"}, cast.caseworker.user.pid
    first, trail = give(cast.coordinator, cast.caseworker2.user, absent=absent, headers=key), Trail()
    again = give(cast.coordinator, cast.caseworker2.user, absent=absent, headers=key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert Cover.objects.count() == 1 and ("cover:give", "ok") not in trail.rows()
    answer = give(cast.coordinator, cast.caseworker2.user, absent=absent)
    assert (answer.status_code, answer.json()["code"]) == (409, "cover_runs")


def test_a_rule_that_refuses_says_which(cast: Cast, case: Case):
    today, absent = timezone.localdate(), cast.caseworker.user.pid
    for colleague, last_day, code in (
        (cast.caseworker2.user, today - timedelta(days=1), "last_day_passed"),
        (cast.caseworker2.user, today + timedelta(days=365), "cover_too_long"),
        (cast.legal.user, today, "cannot_stand_in"),
    ):
        answer = give(cast.coordinator, colleague, absent=absent, last_day=str(last_day))
        assert (answer.status_code, answer.json()["code"]) == (409, code) and answer.json()["detail"].endswith(".")
    assert not Cover.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"absent": "0000000000"}, "absent"),
        ({"absent": None}, "absent"),
        ({"colleagues": ["0000000000"]}, "colleagues"),
        ({"colleagues": []}, "colleagues"),
        ({"colleagues": "x"}, "colleagues"),
        ({"last_day": ""}, "last_day"),
        ({"last_day": "9999-12-31"}, "last_day"),
        ({"given_by": "x"}, ""),
    ],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, changes: dict, field: str):
    answer = give(cast.coordinator, cast.caseworker2.user, **{"absent": cast.caseworker.user.pid} | changes)
    assert answer.status_code == 400
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence and not Cover.objects.exists()


def test_a_coordinator_names_who_is_away(cast: Cast, case: Case):
    answer = give(cast.coordinator, cast.caseworker2.user)
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["absent"]


@pytest.mark.parametrize("name", ["shelter", "partner", "auditor", "administrator"])
def test_others_find_nothing(cast: Cast, case: Case, name: str):
    give(cast.caseworker, cast.caseworker2.user)
    member, cover = getattr(cast, name), Cover.objects.get()
    trail = Trail()
    assert ask(member, "get", "cover_list").status_code == 404
    assert give(member, cast.caseworker2.user, absent=cast.caseworker.user.pid).status_code == 404
    assert ask(member, "post", "cover_end", cover).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 3 and Cover.objects.count() == 1


def test_another_organisation_is_no_choice_and_its_cover_is_absent(cast: Cast, case: Case):
    give(cast.caseworker, cast.caseworker2.user)
    assert give(cast.outsider, cast.caseworker2.user).status_code == 400
    assert ask(cast.outsider, "post", "cover_end", Cover.objects.get()).status_code == 404
    assert ask(cast.outsider, "get", "cover_list").json()["running"] == [] and Cover.objects.count() == 1
