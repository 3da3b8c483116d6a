"""What is sent twice acts once: in a row, all at the same moment, after a crash; another text is another act."""

import json
import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from audit.models import Event
from cases.models import Case, Note
from common.models import SentForm
from common.once.tasks import purge_old_sent_forms
from tests.cast import BACKEND, Cast, address
from tests.factories.cases import make_case

KEY = "abcdefgh12345678"


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


def send(cast: Cast, case: Case, text: str = "Slept better.", **fields: str) -> HttpResponse:
    return cast.caseworker.post("cases:note_create", case, **{"text": text, "once": KEY} | fields)


def program(cast: Cast, case: Case, text: str, key: str = KEY, name: str = "api:note_list") -> HttpResponse:
    """A note over the API."""
    body = json.dumps({"text": text})
    return cast.caseworker.client.post(
        address(name, case), body, content_type="application/json", headers={"Idempotency-Key": key}
    )


def test_a_page_gives_its_forms_a_key_of_their_own(cast: Cast, case: Case) -> None:
    pages = [cast.caseworker.get("cases:note_create", case).content.decode() for _time in range(2)]
    keys = [set(re.findall(r'name="once" value="([^"]+)"', page)) for page in pages]
    assert [len(found) for found in keys] == [1, 1]
    assert keys[0] != keys[1]


def test_the_second_gets_the_answer_of_the_first(cast: Cast, case: Case) -> None:
    first, events = send(cast, case), Event.objects.count()
    second = send(cast, case)
    assert (
        (second.status_code, second.url) == (first.status_code, first.url) == (302, address("cases:case_detail", case))
    )
    assert Note.objects.filter(case=case).count() == 1
    assert not Event.objects.filter(tag="note:create")[1:].exists()
    assert Event.objects.count() == events


def test_without_a_key_it_is_two(cast: Cast, case: Case) -> None:
    for _time in range(2):
        assert send(cast, case, once="").status_code == 302
    assert Note.objects.filter(case=case).count() == 2
    assert not SentForm.objects.exists()


def test_an_edited_text_is_an_act_of_its_own(cast: Cast, case: Case) -> None:
    assert {send(cast, case, text).status_code for text in ("First", "Second", "First")} == {302}
    assert Note.objects.filter(case=case).count() == 2


def test_a_refused_form_takes_no_key(cast: Cast, case: Case) -> None:
    assert send(cast, case, "").status_code == 200
    assert not SentForm.objects.exists()
    ahead = str(timezone.localdate() + timedelta(days=3))
    assert send(cast, case, happened_on=ahead).status_code == 200
    assert not SentForm.objects.exists()
    assert send(cast, case).status_code == 302
    assert Note.objects.filter(case=case).count() == 1


def test_the_second_is_not_told_that_somebody_was_faster(cast: Cast, case: Case) -> None:
    """A form with a version: by itself the second would be a conflict with the first."""
    sheet = {"phone": "+32 400 000 009", "safe_answer": "yes", "version": "1", "once": KEY}
    answers = [cast.caseworker.post("cases:facts_edit", case, "contact", **sheet) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url


def test_a_draft_on_the_way_takes_no_key(cast: Cast, case: Case) -> None:
    assert cast.caseworker.post("cases:note_keep", case, text="Half", once=KEY).status_code == 204
    assert not SentForm.objects.exists()
    assert send(cast, case).status_code == 302


def test_a_colleague_s_equal_form_is_her_own(cast: Cast, case: Case) -> None:
    send(cast, case)
    assert cast.coordinator.post("cases:note_create", case, text="Slept better.", once=KEY).status_code == 302
    assert Note.objects.filter(case=case).count() == 2
    assert SentForm.objects.visible_to(cast.caseworker.user).count() == 1


def test_nothing_of_what_was_sent_is_kept(cast: Cast, case: Case) -> None:
    send(cast, case, "Marked words")
    row = SentForm.objects.values().get()
    assert row["location"] == address("cases:case_detail", case)
    assert "Marked" not in str(row) and KEY not in str(row)


def test_after_a_crash_the_second_is_told_that_it_was_saved(cast: Cast, case: Case) -> None:
    """The process died between the commit and the answer: the row stands without one."""
    send(cast, case)
    SentForm.objects.update(status=0, location="")
    answer = cast.caseworker.client.post(
        address("cases:note_create", case), {"text": "Slept better.", "once": KEY}, follow=True
    )
    assert answer.redirect_chain == [(address("cases:case_detail", case), 302)]
    assert "This was saved already. Nothing was stored twice." in answer.content.decode()
    assert Note.objects.filter(case=case).count() == 1


def test_a_program_gets_the_same_answer_again(cast: Cast, case: Case) -> None:
    first, second = (program(cast, case, "Over the API") for _time in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.status_code == 201 and Note.objects.filter(case=case).count() == 1
    assert program(cast, case, "Another").json() != first.json()
    SentForm.objects.update(status=0, body=None)
    lost = program(cast, case, "Over the API")
    assert (lost.status_code, lost.json()["code"]) == (409, "already_sent")


def test_a_refused_request_of_a_program_takes_no_key(cast: Cast, case: Case) -> None:
    assert program(cast, case, "").status_code == 400
    assert program(cast, case, "   ").status_code == 409
    assert not SentForm.objects.exists()


def test_an_unreadable_key_is_said(cast: Cast, case: Case) -> None:
    answer = program(cast, case, "Over the API", key="too short")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_key")
    assert not Note.objects.filter(case=case).exists()


def test_the_api_says_that_writing_takes_a_key(cast: Cast) -> None:
    paths = cast.auditor.client.get("/api/v1/schema/").json()["paths"]
    for path, methods in paths.items():
        for method, about in methods.items():
            names = {parameter["name"] for parameter in about.get("parameters", ())}
            assert ("Idempotency-Key" in names) == (method != "get"), (path, method)


def test_old_keys_are_forgotten(cast: Cast, case: Case) -> None:
    send(cast, case)
    send(cast, case, "Newer")
    SentForm.objects.filter(pk=SentForm.objects.earliest("pk").pk).update(created_at=timezone.now() - timedelta(days=3))
    purge_old_sent_forms()
    assert SentForm.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_at_the_same_moment_act_once(cast: Cast) -> None:
    case = make_case(cast.caseworker.user)
    begin, answers = threading.Barrier(10), []
    clients = [Client() for _press in range(10)]
    for client in clients:
        client.force_login(cast.caseworker.user, backend=BACKEND)

    def press(client: Client) -> None:
        begin.wait(20)
        answers.append(client.post(address("cases:note_create", case), {"text": "Slept better.", "once": KEY}))
        connection.close()

    threads = [threading.Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [answer.status_code for answer in answers] == [302] * 10
    assert {answer.url for answer in answers} == {address("cases:case_detail", case)}
    assert Note.objects.filter(case=case).count() == 1
    assert Event.objects.filter(tag="note:create", outcome="ok").count() == 1
