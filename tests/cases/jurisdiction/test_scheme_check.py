"""Saying that an entry was compared with the law."""

from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.jurisdiction.queries import propose_end
from cases.jurisdiction.table import CONTENT
from cases.models import Scheme
from tests.cases.api import ask
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db
SAID = {"checked_on": TODAY, "source": "The gazette", "source_date": "2026-11", "confidence": "high"}


def test_the_check_is_a_version_that_says_the_same(cast: Cast):
    old = make_scheme("BE-RP", confidence="medium")
    assert cast.coordinator.get("cases:scheme_check", old).status_code == 200
    assert cast.coordinator.post("cases:scheme_check", old, **SAID).status_code == 302
    new = Scheme.objects.get(replaces=old)
    assert (new.verified_by, new.verified_on, new.confidence) == (cast.coordinator.user, TODAY, "high")
    same = set(CONTENT) - {"confidence", "source", "source_date"}
    assert all(getattr(new, name) == getattr(old, name) for name in same)
    event = Event.objects.get(tag="scheme:check")
    assert "verified_on" in event.detail and "confidence" in event.detail and "gazette" not in event.detail
    page = cast.caseworker.get("cases:scheme_detail", new).content.decode()
    assert cast.coordinator.user.display_name in page and "1 other version" in page


def test_afterwards_the_days_are_counted_in_one_way_only(cast: Cast):
    old = make_scheme("BE-RP")
    cast.coordinator.post("cases:scheme_check", old, **SAID)
    before, after = (propose_end(row, date(2026, 3, 1)) for row in (old, Scheme.objects.get(replaces=old)))
    assert before.end_on == after.end_on == after.watch_on == date(2026, 4, 15)
    assert before.watch_on == date(2026, 4, 14)


def test_it_may_have_been_checked_before_today_and_not_after(cast: Cast):
    old = make_scheme("BE-RP")
    late = cast.coordinator.post("cases:scheme_check", old, **(SAID | {"checked_on": str(TODAY + timedelta(days=1))}))
    assert late.status_code == 200 and "has not come yet" in late.content.decode()
    for values in ({"checked_on": "soon"}, {"source": ""}, {"confidence": "very"}):
        assert cast.coordinator.post("cases:scheme_check", old, **(SAID | values)).status_code == 200
    assert Scheme.objects.count() == 1
    cast.coordinator.post("cases:scheme_check", old, **(SAID | {"checked_on": str(TODAY - timedelta(days=40))}))
    assert Scheme.objects.get(replaces=old).verified_on == TODAY - timedelta(days=40)


def test_a_replaced_version_is_not_checked(cast: Cast):
    old = make_scheme("BE-RP")
    cast.coordinator.post("cases:scheme_check", old, **SAID)
    assert cast.coordinator.get("cases:scheme_check", old).status_code == 409
    assert cast.coordinator.post("cases:scheme_check", old, **SAID).status_code == 409
    assert Scheme.objects.count() == 2


def test_others_may_not(cast: Cast):
    old = make_scheme("BE-RP", organisation=cast.coordinator.user.organisation)
    for name in ("caseworker", "legal", "shelter", "auditor", "outsider"):
        assert getattr(cast, name).post("cases:scheme_check", old, **SAID).status_code == 404
    assert Scheme.objects.count() == 1


def test_over_the_api(cast: Cast):
    old = make_scheme("BE-RP")
    body = {"checked_on": str(TODAY)}
    assert ask(cast.coordinator, "post", "scheme_check", old, body=body).status_code == 428
    done = ask(cast.coordinator, "post", "scheme_check", old, body=body, headers={"If-Match": '"scheme=1"'})
    new = Scheme.objects.get(replaces=old)
    assert done.status_code == 201 and done.json() == {"pid": new.pid, "version": 2}
    assert new.source == old.source and new.verified_on == TODAY
    assert ask(cast.coordinator, "post", "scheme_check", old, body=body | {"version": 1}).status_code == 409
    tomorrow = {"checked_on": str(TODAY + timedelta(days=1)), "version": 2}
    refused = ask(cast.coordinator, "post", "scheme_check", new, body=tomorrow)
    assert refused.status_code == 409 and refused.json()["code"] == "checked_in_future"
    assert ask(cast.legal, "post", "scheme_check", new, body=body | {"version": 2}).status_code == 404
