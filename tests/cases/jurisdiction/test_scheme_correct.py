"""Correcting an entry: a new version, the earlier one readable, earlier ends unchanged."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation
from audit.models import Event
from audit.record import scope
from cases.demo.cast import make_cast
from cases.jurisdiction.actions import correct_scheme
from cases.jurisdiction.choices import Confidence, Correction
from cases.jurisdiction.forms import CORRECTABLE
from cases.jurisdiction.queries import propose_end, propose_extension, schemes_of
from cases.jurisdiction.states import SchemeReplaced
from cases.models import Scheme
from common.drafts.models import Draft
from common.errors import NotAllowed
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db


def form_of(scheme: Scheme, **values: Any) -> dict[str, Any]:
    """What a browser sends for the entry as it stands, but for `values`."""
    said: dict[str, Any] = {"correction": "mistake", "reason": "Read again"}
    for name in CORRECTABLE:
        value = getattr(scheme, name)
        if value not in (None, "", False):
            said[name] = "on" if value is True else str(value)
    return {name: value for name, value in (said | values).items() if value is not None}


def counting(organisation: Organisation, on: date = date(2026, 3, 1)) -> list[Scheme]:
    return schemes_of("BE", on, organisation_id=organisation.pk)


def test_a_mistake_is_replaced_for_the_own_organisation_only(cast: Cast):
    old = make_scheme("BE-RP")
    answer = cast.coordinator.post("cases:scheme_correct", old, **form_of(old, length_value="60", count_first_day="on"))
    new = Scheme.objects.get(replaces=old)
    assert answer.status_code == 302 and answer["Location"].endswith(f"/{new.pid}/")
    assert (new.length_value, new.count_first_day, new.version, new.code) == (60, True, 2, "BE-RP")
    assert (new.verified_by, new.verified_on) == (cast.coordinator.user, timezone.localdate())
    assert (new.recorded_by, new.reason, new.organisation) == (
        cast.coordinator.user,
        "Read again",
        cast.coordinator.user.organisation,
    )
    assert counting(cast.coordinator.user.organisation) == [new]
    assert counting(cast.outsider.user.organisation) == [old]
    event = Event.objects.get(tag="scheme:correct")
    assert "length_value" in event.detail and "count_first_day" in event.detail and "Read again" not in event.detail


def test_a_new_law_leaves_the_earlier_entry_for_earlier_starts(cast: Cast):
    old, home = make_scheme("BE-RP"), cast.coordinator.user.organisation
    values = form_of(old, correction="new_law", valid_from="2027-01-01", length_value="60")
    assert cast.coordinator.post("cases:scheme_correct", old, **values).status_code == 302
    assert [row.length_value for row in counting(home, date(2026, 12, 31))] == [45]
    assert [row.length_value for row in counting(home, date(2027, 1, 1))] == [60]
    page = cast.caseworker.get("cases:scheme_detail", old).content.decode()
    assert "no longer counts" not in page and "60 days" in page


@pytest.mark.parametrize("day", ["", "2026-01-01", "2025-12-31"])
def test_a_new_law_needs_a_later_day(cast: Cast, day: str):
    old = make_scheme("BE-RP", valid_from=date(2026, 1, 1))
    answer = cast.coordinator.post("cases:scheme_correct", old, **form_of(old, correction="new_law", valid_from=day))
    assert answer.status_code == 200 and "the day from which the new rule holds" in answer.content.decode()
    assert Scheme.objects.count() == 1


def test_a_rule_that_was_ended_no_longer_holds(cast: Cast):
    old, home = make_scheme("BE-RP"), cast.coordinator.user.organisation
    cast.coordinator.post("cases:scheme_correct", old, **form_of(old, valid_to="2026-06-30"))
    assert counting(home, date(2026, 6, 30)) and not counting(home, date(2026, 7, 1))


def test_an_entry_of_low_confidence_may_become_sure(cast: Cast):
    old = make_scheme("BE-RP", confidence="low", length_value=60)
    assert not propose_end(old, date(2026, 3, 1)).is_confirmed
    cast.coordinator.post("cases:scheme_correct", old, **form_of(old, confidence="high", source="The gazette"))
    new = Scheme.objects.get(replaces=old)
    found = propose_end(new, date(2026, 3, 1))
    assert found.is_confirmed and found.end_on == date(2026, 4, 30) and not found.is_in_doubt


def test_bad_input_comes_back_with_a_sentence_beside_its_field(cast: Cast):
    old = make_scheme("BE-RP")
    answer = cast.coordinator.post("cases:scheme_correct", old, **form_of(old, reason=None, notes="Typed with care"))
    assert answer.status_code == 200
    assert 'href="#id_reason"' in answer.content.decode() and "Typed with care" in answer.content.decode()
    page = cast.coordinator.post("cases:scheme_correct", old, **form_of(old, length_unit=None)).content.decode()
    assert 'href="#id_length_value"' in page and "Give both, the number and the unit, or neither." in page
    for values in ({"length_value": "4000"}, {"length_kind": "unlimited"}, {"valid_from": "x"}, {"source": ""}):
        assert cast.coordinator.post("cases:scheme_correct", old, **form_of(old, **values)).status_code == 200
    assert Scheme.objects.count() == 1


def test_who_was_overtaken_keeps_what_was_typed(cast: Cast):
    old = make_scheme("BE-RP")
    assert cast.coordinator.post("cases:scheme_correct", old, **form_of(old, length_value="60")).status_code == 302
    late = cast.coordinator.post("cases:scheme_correct", old, **form_of(old, notes="Typed with care"))
    page = late.content.decode()
    assert late.status_code == 409 and "Typed with care" in page and "A newer version" in page
    assert cast.coordinator.get("cases:scheme_correct", old).status_code == 409
    assert Scheme.objects.count() == 2
    detail = cast.caseworker.get("cases:scheme_detail", old).content.decode()
    assert "no longer counts" in detail and Scheme.objects.get(version=2).pid in detail


def test_others_may_not(cast: Cast):
    old = make_scheme("BE-RP", organisation=cast.coordinator.user.organisation)
    for name in ("caseworker", "legal", "health", "auditor", "administrator", "outsider"):
        assert getattr(cast, name).post("cases:scheme_correct", old, **form_of(old)).status_code == 404
        with pytest.raises(NotAllowed), scope(actor=getattr(cast, name).user):
            correct_scheme(
                actor=getattr(cast, name).user,
                scheme=old,
                correction=Correction.MISTAKE,
                values={"length_value": 1},
                reason="No",
            )
    assert Scheme.objects.count() == 1


def test_code_and_country_stay(cast: Cast):
    old = make_scheme("BE-RP")
    with scope(actor=cast.coordinator.user):
        new = correct_scheme(
            actor=cast.coordinator.user,
            scheme=old,
            correction=Correction.MISTAKE,
            values={"code": "NL-RP", "country_code": "NL", "country": "Elsewhere"},
            reason="Tried",
        )
    assert (new.code, new.country_code, new.country) == (old.code, old.country_code, old.country)


def test_over_the_api(cast: Cast):
    old = make_scheme("BE-RP")
    body = {"correction": "mistake", "reason": "Read again", "length_value": 60}
    assert ask(cast.coordinator, "patch", "scheme_detail", old, body=body).status_code == 428
    wrong = ask(cast.coordinator, "patch", "scheme_detail", old, body=body, headers={"If-Match": '"scheme=9"'})
    assert wrong.status_code == 412 and wrong.json()["code"] == "changed_meanwhile"
    shown = ask(cast.coordinator, "get", "scheme_detail", old)
    done = ask(cast.coordinator, "patch", "scheme_detail", old, body=body, headers={"If-Match": shown["ETag"]})
    new = Scheme.objects.get(replaces=old)
    assert done.status_code == 200 and done.json() == {"pid": new.pid, "version": 2} and new.length_value == 60
    assert new.scheme_name == old.scheme_name and done["ETag"] == '"scheme=2"'
    again = ask(cast.coordinator, "patch", "scheme_detail", old, body=body, headers={"If-Match": shown["ETag"]})
    assert again.status_code == 412 and again.json()["versions"] == {"scheme": 2}
    for bad in ({"length_value": 0}, {"length_unit": "hours"}, {"code": "NL-RP"}, {"length_kind": "unlimited"}):
        answer = ask(cast.coordinator, "patch", "scheme_detail", new, body=body | {"version": 2} | bad)
        assert answer.status_code == 400, bad
    assert ask(cast.caseworker, "patch", "scheme_detail", new, body=body | {"version": 2}).status_code == 404


def test_a_version_is_never_changed(cast: Cast):
    row = make_scheme("BE-RP")
    row.length_value = 60
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        Scheme.objects.filter(pk=row.pk).update(length_value=60)
    with pytest.raises(TypeError):
        Scheme.objects.bulk_update([row], ["length_value"])
    with pytest.raises(TypeError):
        Scheme.objects.filter(pk=row.pk).delete()
    with pytest.raises(TypeError):
        row.delete()
    assert Scheme.objects.get(pk=row.pk).length_value == 45


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "length_value": st.integers(1, 400),
        "length_unit": st.sampled_from(["days", "weeks", "months", "years"]),
        "count_first_day": st.booleans(),
        "roll_forward": st.booleans(),
        "confidence": st.sampled_from(Confidence.values),
        "total_value": st.just(90),
        "total_unit": st.just("days"),
    },
).filter(lambda values: ("total_value" in values) == ("total_unit" in values))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CHANGES, st.booleans()), min_size=1, max_size=4),
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
)
def test_history_never_changes(db: None, changes: list[tuple[dict[str, Any], bool]], start: date):
    """However the table is corrected: what a version says, and each end that it gave, stays."""
    actor = make_cast()["coordinator"]
    code = f"BE-H{Scheme.objects.count()}"
    present = make_scheme(code)
    told: dict[int, Any] = {}

    def told_by(row: Scheme) -> Any:
        end = propose_end(row, start)
        says = {field.attname: getattr(row, field.attname) for field in Scheme._meta.concrete_fields}
        return says, end.end_on, end.earlier_on, end.is_confirmed, propose_extension(row, start, start)

    for number, (values, is_new_law) in enumerate(changes):
        told[present.pk] = told_by(present)
        correction = Correction.NEW_LAW if is_new_law else Correction.MISTAKE
        days = {"valid_from": date(2030, 1, 1) + timedelta(days=number)} if is_new_law else {}
        with scope(actor=actor):
            present = correct_scheme(
                actor=actor, scheme=present, correction=correction, values=values | days, reason="Read again"
            )
    assert all(told_by(Scheme.objects.get(pk=pk)) == before for pk, before in told.items())


def test_two_at_once_do_not_both_replace(cast: Cast):
    old = make_scheme("BE-RP")
    values = {"actor": cast.coordinator.user, "scheme": old, "correction": Correction.MISTAKE, "reason": "Read again"}
    with scope(actor=cast.coordinator.user):
        correct_scheme(values={"length_value": 60}, **values)
        with pytest.raises(SchemeReplaced):
            correct_scheme(values={"length_value": 61}, **values)
    assert Scheme.objects.count() == 2


def test_what_is_being_typed_is_kept(cast: Cast):
    row = make_scheme("BE-RP")
    address = f"/drafts/scheme_correct/{row.pid}/"
    assert cast.coordinator.client.post(address, form_of(row, notes="Half a sentence")).status_code == 204
    assert "Half a sentence" in cast.coordinator.get("cases:scheme_correct", row).content.decode()
    assert "Half a sentence" not in cast.coordinator2.get("cases:scheme_correct", row).content.decode()
    for member in (cast.caseworker, cast.auditor):
        assert member.client.post(address, form_of(row)).status_code == 404
    foreign = make_scheme("NL-RP", organisation=cast.outsider.user.organisation)
    hidden = cast.coordinator.client.post(f"/drafts/scheme_correct/{foreign.pid}/", form_of(foreign))
    assert hidden.status_code == 404
    assert cast.coordinator.post("cases:scheme_correct", row, **form_of(row, notes="A whole one")).status_code == 302
    assert not Draft.objects.filter(kind="scheme_correct").exists()
