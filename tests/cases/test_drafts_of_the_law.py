"""Forms about the stay, about proceedings and about rules keep what is typed: after a refusal, and after a session's end."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Claim, Release, StatusDate, StatusEvent
from common.models import Draft
from tests.cases.stay import DAY, row_of, tell
from tests.cast import Cast, Member, address
from tests.days import TODAY
from tests.factories.legal import make_hearing, make_limit, make_proceeding, make_record
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db
TEXT = "Zq: the clerk read it out"
LOST = 39
# Form: (who, field of the text, what else is sent, which is refused).
FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "cases:residence_record": ("caseworker", "reason", {"on": ""}),
    "cases:cooperation_answer": ("caseworker", "on", {"answer": ""}),
    "cases:deadline_create": ("caseworker", "reason", {"on": ""}),
    "cases:deadline_change": ("caseworker", "reason", {"why": ""}),
    "cases:deadline_end": ("caseworker", "outcome", {"version": ""}),
    "cases:suspects_edit": ("coordinator", "suspects", {"version": ""}),
    "cases:suspects_release": ("coordinator", "suspects", {"version": ""}),
    "cases:proceeding_create": ("caseworker", "remark", {"type": ""}),
    "cases:proceeding_edit": ("caseworker", "remark", {"type": ""}),
    "cases:proceeding_stage": ("caseworker", "remark", {"stage": ""}),
    "cases:proceeding_decide": ("caseworker", "remark", {"decision": ""}),
    "cases:hearing_create": ("caseworker", "place", {"held_on": ""}),
    "cases:hearing_edit": ("caseworker", "place", {"version": ""}),
    "cases:briefing_create": ("caseworker", "remark", {"by": ""}),
    "cases:briefing_hearing": ("caseworker", "remark", {"by": ""}),
    "cases:limit_create": ("caseworker", "remark", {"source": ""}),
    "cases:limit_edit": ("caseworker", "remark", {"source": ""}),
    "cases:limit_end": ("caseworker", "remark", {"outcome": ""}),
    "cases:legalrecord_create": ("caseworker", "remark", {"wish": ""}),
    "cases:legalrecord_edit": ("caseworker", "remark", {"wish": ""}),
    "cases:claim_pay": ("caseworker", "remark", {"paid_on": ""}),
    "cases:scheme_correct": ("coordinator", "reason", {"correction": ""}),
    "cases:scheme_check": ("coordinator", "source", {"confidence": ""}),
    "reminders:calendar_edit": ("coordinator", "holidays", {"hour": ""}),
}


@pytest.fixture
def subjects(cast: Cast, case: Case) -> dict[str, tuple[Any, ...]]:
    """{form: what its address names}."""
    worker = cast.caseworker.user
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 40 * DAY)
    day = row_of(worker, case, "reflection_end")
    proceeding, scheme = make_proceeding(worker, case), make_scheme()
    hearing, limit = make_hearing(worker, proceeding), make_limit(worker, proceeding)
    release, claim = make_record(worker, case, Release), make_record(worker, case, Claim)
    return {
        "cases:residence_record": (case, LOST),
        "cases:deadline_change": (case, day),
        "cases:deadline_end": (case, day),
        "cases:suspects_edit": (case, proceeding),
        "cases:suspects_release": (case, release),
        "cases:hearing_edit": (case, hearing),
        "cases:briefing_hearing": (case, hearing),
        "cases:limit_edit": (case, limit),
        "cases:limit_end": (case, limit),
        "cases:legalrecord_create": (case, "b"),
        "cases:legalrecord_edit": (case, "b", release),
        "cases:claim_pay": (case, claim),
        "cases:scheme_correct": (scheme,),
        "cases:scheme_check": (scheme,),
        "reminders:calendar_edit": (),
        **{
            f"cases:{name}": (case, proceeding)
            for name in ("proceeding_edit", "proceeding_stage", "proceeding_decide", "hearing_create", "limit_create")
        },
        **{
            f"cases:{name}": (case,)
            for name in ("cooperation_answer", "deadline_create", "proceeding_create", "briefing_create")
        },
    }


def sign_in(browser: Client, name: str) -> None:
    browser.post("/in/", {"login": name, "password": "demo-daybook-2026"})


@pytest.mark.parametrize("form", FORMS)
def test_what_is_typed_comes_back(cast: Cast, subjects: dict[str, tuple[Any, ...]], form: str):
    who, field, refused = FORMS[form]
    member: Member = getattr(cast, who)
    page = address(form, *subjects[form])
    kept_at = member.client.get(page).content.decode().partition('data-draft="')[2].partition('"')[0]
    # While it is typed.
    assert member.client.post(kept_at, {field: f"{TEXT} twice"}).status_code == 204
    shown = member.client.get(page).content.decode()
    assert f"{TEXT} twice" in shown and "restored" in shown
    assert TEXT not in cast.coordinator2.client.get(page).content.decode()
    # After a refusal, on a page that is opened anew.
    answer = member.client.post(page, {field: TEXT, **refused})
    assert answer.status_code in {200, 409} and TEXT in answer.content.decode()
    assert TEXT in member.client.get(page).content.decode()
    assert Draft.objects.get().owner == member.user
    # Thrown away.
    kind, key = kept_at.strip("/").split("/")[-2:]
    assert member.client.post(reverse("common:draft_discard", args=[kind, key])).status_code == 302
    assert TEXT not in member.client.get(page).content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_it_waits_for_its_writer_after_the_end_of_the_session(
    cast: Cast, subjects: dict[str, tuple[Any, ...]], form: str
):
    who, field, refused = FORMS[form]
    page, browser = address(form, *subjects[form]), Client()
    sign_in(browser, who)
    mark = browser.get(page).content.decode().rpartition('name="mark" value="')[2].partition('"')[0]
    browser.session.flush()
    answer = browser.post(page, {field: TEXT, "mark": mark, **refused})
    assert answer.status_code == 302 and answer.url.startswith("/in/?") and "kept=1" in answer.url
    assert not Draft.objects.exists()
    sign_in(browser, who)
    assert TEXT in browser.get(page).content.decode()


def test_it_goes_with_the_form_that_took_effect(cast: Cast, case: Case):
    kept_at = reverse("common:draft_keep", args=["residence_record", f"{case.pid}.{LOST}"])
    assert cast.caseworker.client.post(kept_at, {"reason": TEXT}).status_code == 204
    assert tell(cast.caseworker, case, "contact_lost", reason=TEXT).status_code == 302
    assert not Draft.objects.exists()


def test_who_was_overtaken_keeps_the_words_before_them(cast: Cast, case: Case):
    """A colleague moved the stay on, or ended the day: the page says so and still holds what was typed."""
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 40 * DAY)
    day = row_of(cast.caseworker.user, case, "reflection_end")
    tell(cast.coordinator, case, "permit_filed", end_on=TODAY + 9 * DAY)
    tell(cast.coordinator, case, "permit_granted", end_on=TODAY + 90 * DAY)
    events = StatusEvent.objects.count()
    answer = tell(cast.caseworker, case, "terminated_early", reason=TEXT)
    assert answer.status_code == 409 and TEXT in answer.content.decode()
    for name, sent in (
        ("deadline_change", {"why": "letter", "end_on": str(TODAY), "paper": "seen", "reason": TEXT}),
        ("deadline_end", {"outcome": TEXT}),
    ):
        answer = cast.caseworker.post(
            f"cases:{name}", case, day, version=StatusDate.objects.get(pk=day.pk).version, **sent
        )
        assert answer.status_code == 409 and TEXT in answer.content.decode()
        assert "not watched any more" in answer.content.decode()
    assert StatusEvent.objects.count() == events


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "health", "auditor"])
def test_nobody_else_keeps_anything(cast: Cast, subjects: dict[str, tuple[Any, ...]], username: str):
    member: Member = getattr(cast, username)
    for form, rows in subjects.items():
        names = [getattr(row, "pid", str(row)) for row in rows]
        kind = form.partition(":")[2]
        kept_at = reverse("common:draft_keep", args=[kind, ".".join(names) or "-"])
        assert member.client.post(kept_at, {FORMS[form][1]: TEXT}).status_code == 404, form
    assert not Draft.objects.exists()
