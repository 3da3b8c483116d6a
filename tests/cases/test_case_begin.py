"""From the contact log to a case: only with the person's own yes, and with what is known in codes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.intake.queries import open_intake
from cases.models import Call
from common.drafts.tasks import purge_old_drafts
from common.models import Draft
from tests.cast import Cast
from tests.factories.calls import make_call
from tests.factories.cases import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.caseworker.user, facts={"asked": ["bed", "doctor"], "danger": "yes", "language": "ron"})


def test_without_a_yes_no_case_is_begun_and_help_goes_on(cast: Cast, call: Call):
    answer = cast.caseworker.post("cases:call_begin", call, agreed="no")
    page = answer.content.decode()
    assert "Without the person’s own yes no case is begun" in page and "You can still help" in page
    assert not Call.objects.get(pk=call.pk).case_key


def test_nobody_answers_for_the_person(cast: Cast, call: Call):
    page = cast.caseworker.get("cases:call_begin", call).content.decode()
    assert "no relative, no officer, no colleague" in page and "checked" not in page
    assert cast.caseworker.post("cases:call_begin", call).status_code == 200
    assert not Call.objects.get(pk=call.pk).case_key


def test_with_a_yes_an_intake_begins_with_what_is_known_in_codes(cast: Cast, call: Call):
    answer = cast.caseworker.post("cases:call_begin", call, agreed="yes")
    key = Call.objects.get(pk=call.pk).case_key
    assert answer.status_code == 302 and f"/c/new/{key}/1/" in answer["Location"]
    with acting(cast.caseworker.user):
        content = open_intake(cast.caseworker.user, key)
    assert content is not None and content["needs"] == ["bed", "doctor"]
    assert content["5"] == {"keep": ["yes"]} and content["2"] == {"languages_0": ["ron"]}
    assert "Rang from a shop" not in str(content)
    assert Event.objects.filter(tag="call:begin", outcome="ok").count() == 1


def test_it_begins_once(cast: Cast, call: Call):
    cast.caseworker.post("cases:call_begin", call, agreed="yes")
    answer = cast.caseworker.post("cases:call_begin", call, agreed="yes")
    assert answer.status_code == 409 and "a case was begun already" in answer.content.decode()


def test_whoever_begins_no_case_begins_none_from_the_log(cast: Cast):
    own = make_call(cast.shelter.user)
    assert cast.shelter.get("cases:call_detail", own).status_code == 200
    assert cast.shelter.post("cases:call_begin", own, agreed="yes").status_code == 404
    assert cast.outsider.post("cases:call_begin", own, agreed="yes").status_code == 404
    assert not Call.objects.get(pk=own.pk).case_key


def test_after_its_intake_was_thrown_away_it_can_begin_again(cast: Cast, call: Call):
    for round_ in range(2):
        assert "begin a case" in cast.caseworker.get("cases:call_detail", call).content.decode()
        cast.caseworker.post("cases:call_begin", call, agreed="yes")
        key = Call.objects.get(pk=call.pk).case_key
        page = cast.caseworker.get("cases:call_detail", call).content.decode()
        assert "Go on with the intake" in page and "begin a case" not in page
        # By its own way only: the general one would leave what waits for the intake waiting.
        assert cast.caseworker.client.post(reverse("common:draft_discard", args=["intake", key])).status_code == 404
        if round_:
            Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
            purge_old_drafts()
        else:
            cast.caseworker.post("cases:intake_discard", key)
        listed = cast.caseworker.client.get(reverse("cases:call_list"), {"became": "case"}).content.decode()
        assert call.pid not in listed
