"""Forms of the plan, of the day, of locks and of the log keep what is typed: after a refusal, and after a session's end."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import AskRequest, Case, CaseGrant, SafetySheet
from cases.sheets import sheet_of
from common.drafts.actions import purge_drafts
from common.models import Draft
from tests.cast import DEMO_PASSWORD, Cast, Member, address
from tests.factories.cases import make_task
from tests.factories.digests import make_digest
from tests.factories.emergencies import make_emergency

pytestmark = pytest.mark.django_db
TEXT = "Zq: she waits at the well"
# Form: (who, field of the text, what else is sent, which is refused).
FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "cases:safety_edit": ("caseworker", "may_call", {"version": ""}),
    "cases:secrecy_edit": ("caseworker", "must_not_know", {"version": ""}),
    "cases:handover_offer": ("caseworker", "note", {"receiver": ""}),
    "cases:opening_decide": ("coordinator", "answer", {"minutes": "x"}),
    "cases:service_create": ("caseworker", "text", {"service": ""}),
    "cases:task_create": ("caseworker", "words", {"due_on": "x"}),
    "cases:task_edit": ("caseworker", "words", {"version": ""}),
    "cases:encounter_create": ("caseworker", "text", {"kind": ""}),
    "cases:call_create": ("shelter", "words", {"caller": ""}),
    "cases:emergency_open": ("shelter", "words", {"reason": ""}),
    "cases:emergency_review": ("coordinator", "judgement", {"verdict": ""}),
    "reports:digest_detail": ("auditor", "remark", {}),
}
# Nothing but its text can be wrong in it.
NEVER_REFUSED = {"reports:digest_detail"}
WITHOUT_A_CASE = {"cases:call_create", "cases:emergency_open", "reports:digest_detail"}


@pytest.fixture
def subjects(cast: Cast, case: Case) -> dict[str, tuple[Any, ...]]:
    """{form: what its address names}."""
    code = "healthsheet.details"
    sent = {"offered": code, "field": code, "reason": "care", "words": "Please"}
    assert cast.caseworker.post("cases:opening_ask", case, **sent).status_code == 302
    names = ("safety_edit", "secrecy_edit", "handover_offer", "service_create", "task_create", "encounter_create")
    return {
        "cases:opening_decide": (case, AskRequest.objects.get()),
        "cases:task_edit": (make_task(cast.caseworker.user, case),),
        "cases:call_create": (),
        "cases:emergency_open": (),
        "cases:emergency_review": (make_emergency(case, cast.shelter.user),),
        "reports:digest_detail": (make_digest(cast.auditor.user.organisation),),
        **{f"cases:{name}": (case,) for name in names},
    }


def sign_in(browser: Client, name: str) -> None:
    """In, and confirmed anew, as an emergency opening asks for."""
    browser.post("/in/", {"login": name, "password": DEMO_PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})


@pytest.mark.parametrize("form", FORMS)
def test_what_is_typed_comes_back(cast: Cast, subjects: dict[str, tuple[Any, ...]], form: str):
    who, field, refused = FORMS[form]
    member: Member = getattr(cast, who)
    if form == "cases:emergency_open":
        member.confirm()
    page = address(form, *subjects[form])
    kept_at = member.client.get(page).content.decode().partition('data-draft="')[2].partition('"')[0]
    # While it is typed.
    assert member.client.post(kept_at, {field: f"{TEXT} twice"}).status_code == 204
    shown = member.client.get(page).content.decode()
    assert f"{TEXT} twice" in shown and "restored" in shown
    if form not in NEVER_REFUSED:
        # After a refusal, on a page that is opened anew.
        answer = member.client.post(page, {field: TEXT, **refused})
        assert answer.status_code in {200, 409} and TEXT in answer.content.decode()
        assert f"{TEXT} twice" not in member.client.get(page).content.decode()
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
    log, plan = (
        reverse("common:draft_keep", args=names) for names in (["call_create", "-"], ["safety_edit", case.pid])
    )
    for kept_at, field in ((log, "words"), (plan, "may_call")):
        assert cast.caseworker.client.post(kept_at, {field: TEXT}).status_code == 204
    assert Draft.objects.count() == 2
    told = {"caller": "person", "channel": "phone", "danger": "no", "words": TEXT}
    assert cast.caseworker.post("cases:call_create", **told).status_code == 302
    assert Draft.objects.get().kind == "safety_edit"
    version = sheet_of(SafetySheet, case).version
    assert cast.caseworker.post("cases:safety_edit", case, version=version, may_call=TEXT).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_of_the_log_is_sealed_and_goes_no_later_than_an_entry(cast: Cast):
    cast.shelter.client.post(reverse("common:draft_keep", args=["call_create", "-"]), {"words": TEXT})
    assert settings.DRAFT_DAYS <= settings.CALL_KEEP_DAYS
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM common_draft")
        assert TEXT.encode() not in bytes(cursor.fetchone()[0])
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert purge_drafts() == 1 and not Draft.objects.exists()


def test_a_task_that_the_composer_could_not_take_keeps_its_text_while_it_is_mended(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:entry_create", case, entry="task", text=TEXT, due_on="x")
    assert answer.status_code == 200 and "data-draft=" not in answer.content.decode()
    assert cast.caseworker.post("cases:entry_create", case, entry="task", words=TEXT, due_on="y").status_code == 200
    assert TEXT in cast.caseworker.get("cases:note_create", case).content.decode()
    # An emptied text still leaves nothing behind.
    cast.caseworker.post("cases:note_keep", case, text="")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "partner", "administrator"])
def test_nobody_else_keeps_anything(cast: Cast, subjects: dict[str, tuple[Any, ...]], username: str):
    member: Member = getattr(cast, username)
    for form, rows in subjects.items():
        if form in WITHOUT_A_CASE and username in {"caseworker2", "outsider"}:
            continue
        kept_at = reverse("common:draft_keep", args=[form.partition(":")[2], ".".join(row.pid for row in rows) or "-"])
        assert member.client.post(kept_at, {FORMS[form][1]: TEXT}).status_code == 404, form
    assert not Draft.objects.exists()


def test_the_list_of_drafts_names_each_form_and_none_of_its_words(
    cast: Cast, subjects: dict[str, tuple[Any, ...]], case: Case, assign
):
    assign(cast.legal.user)
    for member in (cast.caseworker, cast.legal):
        kept_at = reverse("common:draft_keep", args=["encounter_create", case.pid])
        assert member.client.post(kept_at, {"text": TEXT}).status_code == 204
    cast.caseworker.client.post(reverse("common:draft_keep", args=["call_create", "-"]), {"words": TEXT})
    listed = cast.caseworker.get("cases:draft_list").content.decode()
    for form in ("cases:encounter_create", "cases:call_create"):
        assert f'href="{address(form, *subjects[form])}"' in listed
    assert "A call or a visit" in listed and case.reference in listed and "Heron" in listed and TEXT not in listed
    assert "A call or a visit" not in cast.legal.get("cases:draft_list").content.decode()
    CaseGrant.objects.filter(user=cast.legal.user).update(until=timezone.now())
    assert case.reference not in cast.legal.get("cases:draft_list").content.decode()
