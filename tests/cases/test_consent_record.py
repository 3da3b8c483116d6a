"""Recording what the person agreed to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import due_kinds
from cases.models import Case, Consent
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def values(**changes: str) -> dict[str, str]:
    start = {"kind": "share", "recipient": "Clinic North", "basis": "consent", "answer": "yes"}
    return start | {"asked_on": str(timezone.localdate())} | changes


def current(case: Case, kind: str = "share") -> list[Consent]:
    return list(Consent.objects.filter(case=case, kind=kind, is_current=True))


def test_an_answer_is_kept_with_its_terms(cast: Cast, case: Case):
    data = values(limits="Not the diagnosis", language="Thai", purpose="Check-up")
    assert cast.caseworker.post("cases:consent_record", case, **data).status_code == 302
    (row,) = current(case)
    terms = opened(cast.caseworker.user, row, "terms")
    assert terms["recipient"] == "Clinic North" and terms["limits"] == "Not the diagnosis"
    assert last_event(case).tag == "consent:give" and "Clinic" not in last_event(case).detail
    assert (
        "Share with one organisation: Clinic North" in cast.caseworker.get("cases:case_detail", case).content.decode()
    )


def test_a_new_answer_replaces_that_of_the_same_recipient_only(cast: Cast, case: Case):
    cast.caseworker.post("cases:consent_record", case, **values())
    cast.caseworker.post("cases:consent_record", case, **values(recipient="Clinic South"))
    cast.caseworker.post("cases:consent_record", case, **values(recipient=" clinic  NORTH ", answer="no"))
    assert sorted(row.answer for row in current(case)) == ["no", "yes"]
    assert Consent.objects.filter(case=case, kind="share").count() == 3
    assert last_event(case).tag == "consent:refuse"


@pytest.mark.parametrize("answer", ["cannot_be_asked", "later"])
def test_what_could_not_be_asked_is_due_again_in_72_hours_and_an_answer_settles_it(cast: Cast, case: Case, answer: str):
    data = values(kind="record", recipient="", answer=answer, why_not_yet="No interpreter")
    cast.caseworker.post("cases:consent_record", case, **data)
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.KEEP_RECORD)
    assert abs(due.due_at - timezone.now() - timedelta(hours=72)) < timedelta(minutes=1)
    cast.caseworker.post("cases:consent_record", case, **values(kind="record", recipient=""))
    assert not DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.KEEP_RECORD).exists()


def test_where_the_basis_is_another_the_page_does_not_say_yes_or_no(cast: Cast, case: Case):
    cast.caseworker.post("cases:consent_record", case, **values(kind="record", recipient="", basis="vital"))
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    assert "Vital interests" in page and "takes it back" not in page
    overview = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Keep this record: Vital interests" in overview and "What allows it" in overview


def test_an_answer_of_tomorrow_or_an_end_before_the_answer_is_refused(cast: Cast, case: Case):
    ahead = str(timezone.localdate() + timedelta(days=2))
    page = cast.caseworker.post("cases:consent_record", case, **values(asked_on=ahead, limits="Typed")).content.decode()
    assert "lies ahead" in page and "Typed" in page
    before = str(timezone.localdate() - timedelta(days=1))
    page = cast.caseworker.post("cases:consent_record", case, **values(valid_until=before)).content.decode()
    assert "The end comes before" in page and not current(case)


def test_the_usual_end_is_shown_and_can_be_changed(cast: Cast, case: Case):
    page = cast.caseworker.client.get(f"/c/{case.pid}/consent/new/?kind=share").content.decode()
    assert str(timezone.localdate() + timedelta(days=182)) in page and "at most six months" in page
    page = cast.caseworker.client.get(f"/c/{case.pid}/consent/new/?kind=contact").content.decode()
    assert str(timezone.localdate() + timedelta(days=90)) in page and 'name="recipient"' not in page
    cast.caseworker.post("cases:consent_record", case, **values(valid_until=str(timezone.localdate())))
    assert current(case)[0].valid_until == timezone.localdate()


def test_a_yes_without_an_end_gets_the_usual_one(cast: Cast, case: Case):
    cast.caseworker.post("cases:consent_record", case, **values())
    assert current(case)[0].valid_until == timezone.localdate() + timedelta(days=182)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"recipient": ""}, "Name one recipient"),
        ({"valid_until": "2099-01-01"}, "at most six months"),
        ({"kind": "media", "basis": "legitimate"}, "own yes"),
        ({"kind": "research", "basis": "vital"}, "own yes"),
    ],
)
def test_what_no_yes_can_cover_is_refused(cast: Cast, case: Case, changes: dict[str, str], sentence: str):
    answer = cast.caseworker.post("cases:consent_record", case, **values(**changes))
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert not current(case) and not current(case, changes.get("kind", "share"))


def test_a_no_needs_no_recipient(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:consent_record", case, **values(recipient="", answer="no")).status_code == 302


def test_it_is_due_again_a_week_before_the_first_end(cast: Cast, case: Case):
    end = timezone.localdate() + timedelta(days=40)
    cast.caseworker.post("cases:consent_record", case, **values(valid_until=str(end)))
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.CONSENT_ENDS)
    assert due.due_on == end - timedelta(days=7)
    sooner = timezone.localdate() + timedelta(days=20)
    cast.caseworker.post("cases:consent_record", case, **values(recipient="Clinic South", valid_until=str(sooner)))
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.CONSENT_ENDS)
    assert due.due_on == sooner - timedelta(days=7)
    cast.caseworker.post("cases:consent_record", case, **values(recipient="Clinic South", answer="no"))
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.CONSENT_ENDS)
    assert due.due_on == end - timedelta(days=7)


def test_what_ended_says_so_and_asks_again(cast: Cast, case: Case):
    cast.caseworker.post("cases:consent_record", case, **values())
    yesterday = timezone.localdate() - timedelta(days=1)
    Consent.objects.filter(case=case, kind="share").update(valid_until=yesterday)
    assert "ask again" in cast.caseworker.get("cases:consent_list", case).content.decode()


def test_what_was_read_and_how_it_can_be_shown_stands_beside_it(cast: Cast, case: Case):
    data = values(text="2026-11-fr", proof="witnessed", explained_by="Mira D.", recipient_kind="health")
    cast.caseworker.post("cases:consent_record", case, **data)
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    for words in ("French, 2026-11", "Said, with a witness", "Mira D.", "Doctor or clinic"):
        assert words in page


def test_nothing_is_ticked_beforehand(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:consent_record", case).content.decode()
    assert "checked" not in page


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.post("cases:consent_record", case, **values()).status_code == 404
    assert not current(case)
