"""The contact log: a call in one minute, without a name, forgotten after its time."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases.call.actions import forget_calls
from cases.call.queries import admit_calls
from cases.models import Call, CallCount, Case
from encryption.key_tables import CaseKey
from tests.cast import Cast
from tests.factories.calls import make_call
from tests.factories.cases import acting

pytestmark = pytest.mark.django_db
TYPED = {
    "caller": "relative",
    "channel": "phone",
    "danger": "no",
    "asked": ["whereabouts"],
    "words": "Asked for a girl.",
}


def told(user: User, call: Call, name: str):
    call = Call.objects.get(pk=call.pk)
    with acting(user):
        admit_calls(user, [call])
        return getattr(call, name).reveal("test")


def test_a_call_needs_no_name_and_belongs_to_no_case(cast: Cast):
    answer = cast.caseworker.post("cases:call_create", **TYPED)
    call = Call.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/l/{call.pid}/"
    assert told(cast.caseworker.user, call, "facts")["asked"] == ["whereabouts"]
    assert told(cast.caseworker.user, call, "words") == "Asked for a girl."
    assert not call.case_key and not Case.objects.exists()


def test_who_how_and_danger_are_enough(cast: Cast):
    answer = cast.caseworker.post("cases:call_create", caller="unknown", channel="walk_in", danger="unclear")
    assert answer.status_code == 302
    assert timezone.now() - Call.objects.get().happened_at < timedelta(minutes=1)


def test_we_neither_confirm_nor_deny_stands_on_the_page(cast: Cast):
    assert "neither confirm nor deny" in cast.caseworker.get("cases:call_create").content.decode()


@pytest.mark.parametrize("missing", ["caller", "channel", "danger"])
def test_what_is_missing_is_said_and_what_was_typed_comes_back(cast: Cast, missing: str):
    answer = cast.caseworker.post("cases:call_create", **{k: v for k, v in TYPED.items() if k != missing})
    assert answer.status_code == 200 and "Asked for a girl." in answer.content.decode()
    assert not Call.objects.exists()


def test_tomorrow_is_refused(cast: Cast):
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = cast.caseworker.post("cases:call_create", **TYPED, happened_on=day, happened_time="10:00")
    assert "A call has happened already" in answer.content.decode()
    assert not Call.objects.exists()


def test_the_trail_says_that_and_not_what(cast: Cast):
    cast.caseworker.post("cases:call_create", **TYPED)
    event = Event.objects.get(tag="call:create")
    assert event.actor_id == cast.caseworker.user.pk and event.case_id is None
    assert "whereabouts" not in event.detail and "girl" not in event.detail


def test_pressed_twice_it_stands_once(cast: Cast):
    for _time in range(2):
        cast.caseworker.post("cases:call_create", **TYPED, once="ABCDEFGH23")
    assert Call.objects.count() == 1


@pytest.mark.parametrize("username", ["legal", "health", "auditor", "administrator", "partner"])
def test_who_does_not_answer_the_phone_has_no_log(cast: Cast, username: str):
    member = getattr(cast, username)
    call = make_call(cast.caseworker.user)
    for answer in (
        member.get("cases:call_create"),
        member.post("cases:call_create", **TYPED),
        member.get("cases:call_list"),
        member.get("cases:call_detail", call),
    ):
        assert answer.status_code == 404
    assert Call.objects.count() == 1


def test_another_organisation_reads_none_of_it(cast: Cast):
    call = make_call(cast.caseworker.user)
    assert cast.outsider.get("cases:call_detail", call).status_code == 404
    assert call.pid not in cast.outsider.get("cases:call_list").content.decode()


def test_after_its_time_it_is_forgotten_and_only_a_number_stays(cast: Cast):
    old = make_call(cast.caseworker.user, happened_at=timezone.now() - timedelta(days=settings.CALL_KEEP_DAYS + 1))
    kept = make_call(cast.caseworker.user, happened_at=timezone.now() - timedelta(days=settings.CALL_KEEP_DAYS - 1))
    assert forget_calls() == 1 and forget_calls() == 0
    assert list(Call.objects.values_list("pk", flat=True)) == [kept.pk]
    assert [row.count for row in CallCount.objects.all()] == [1]
    keys = CaseKey.objects.filter(scope_id=old.pk)
    assert keys and all(key.shredded_at is not None and not bytes(key.wrapped) for key in keys)
    assert all(key.shredded_at is None for key in CaseKey.objects.filter(scope_id=kept.pk))
