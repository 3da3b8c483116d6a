"""What is typed in an intake is kept, sealed for the one who typed it, and comes back."""

import re

import pytest
from django.urls import reverse

from audit.models import Event
from common.models import Draft
from common.pid import new_pid
from encryption.errors import EncryptionError
from tests.cases.intake_steps import MARK, NEEDED, begin, fill, send
from tests.cast import Cast
from tests.factories.cases import acting

pytestmark = pytest.mark.django_db


def test_a_late_save_of_the_browser_does_not_bring_an_intake_back(cast: Cast) -> None:
    pid, _answer = fill(cast.caseworker)
    answer = cast.caseworker.client.post(reverse("cases:intake_keep", args=[pid, 2]), {"alias": "Heron"})
    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_typing_is_kept_without_a_button(cast: Cast) -> None:
    pid = new_pid()
    answer = cast.caseworker.client.post(reverse("cases:intake_keep", args=[pid, 1]), {"reason": MARK})
    assert answer.status_code == 204
    page = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 1]))
    assert MARK.encode() in page.content


def test_a_wrong_answer_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    answer = send(
        cast.caseworker, pid, 2, "next", alias="Heron", answer="yes", languages_0=MARK, birth_year_year="98", hours=MARK
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(MARK) >= 2
    assert 'href="#id_languages_0"' in page
    kept = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 2]))
    assert MARK.encode() in kept.content


def test_steps_open_in_any_order_and_nothing_is_lost_between_them(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    moved = cast.caseworker.client.post(reverse("cases:intake_step", args=[pid, 4]), {"go": "2", "wishes": MARK})
    assert moved.url == reverse("cases:intake_step", args=[pid, 2])
    assert MARK.encode() in cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 4])).content


def test_needs_move_without_script(cast: Cast) -> None:
    pid = begin(cast.caseworker, urgent=["bed", "doctor"])
    send(cast.caseworker, pid, 4, "order", order=["bed", "doctor"], add=["lawyer"])
    address = reverse("cases:intake_step", args=[pid, 4])
    cast.caseworker.client.post(address, {"order": ["bed", "doctor", "lawyer"], "up": "lawyer"})
    cast.caseworker.client.post(address, {"order": ["bed", "lawyer", "doctor"], "drop": "bed"})
    page = cast.caseworker.client.get(address).content.decode()
    assert page.index("need-lawyer") < page.index("need-doctor")
    assert "need-bed" not in page
    # What was taken away in one step is not ticked in the other.
    first = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 1])).content.decode()
    assert 'value="doctor" id="id_urgent_2" checked' in first.replace("checked ", "checked")
    assert 'value="bed" id="id_urgent_0" checked' not in first


def test_shuffle_proposes_another_and_keeps_the_rest(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    answer = send(cast.caseworker, pid, 2, "shuffle", alias="Something", name_used=MARK)
    page = cast.caseworker.client.get(answer.url.partition("#")[0]).content
    assert b"Something" not in page
    assert MARK.encode() in page


@pytest.mark.parametrize("role", ["shelter", "legal", "health", "auditor", "administrator", "partner"])
def test_other_roles_begin_no_case(cast: Cast, role: str) -> None:
    member = getattr(cast, role)
    pid = begin(cast.caseworker)
    assert member.get("cases:case_create").status_code == 404
    assert member.post("cases:case_create", key=new_pid(), do="next").status_code == 404
    assert send(member, pid, 1).status_code == 404
    assert member.client.post(reverse("cases:intake_keep", args=[new_pid(), 1]), {"reason": "x"}).status_code == 404
    assert Draft.objects.count() == 1


def _bare(answer) -> bytes:
    """Without the keys that every form has anew."""
    return re.sub(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"', b"", answer.content)


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider"])
def test_an_unfinished_intake_is_its_writers_alone(cast: Cast, name: str) -> None:
    pid = begin(cast.caseworker, reason=MARK)
    other = getattr(cast, name)
    absent = other.client.get(reverse("cases:intake_step", args=[new_pid(), 1]))
    for url in (reverse("cases:intake_step", args=[pid, 1]), reverse("cases:intake_discard", args=[pid])):
        answer = other.client.get(url)
        assert (answer.status_code, _bare(answer)) == (404, _bare(absent))
    assert other.client.post(reverse("cases:intake_discard", args=[pid])).status_code == 404
    assert MARK.encode() not in other.get("cases:draft_list").content
    assert Draft.objects.filter(key=pid).exists()


def test_a_draft_is_sealed_for_its_writer(cast: Cast) -> None:
    pid = begin(cast.caseworker, reason=MARK)
    draft = Draft.objects.get(key=pid)
    with acting(cast.coordinator.user), pytest.raises(EncryptionError):
        draft.content.reveal("test")
    with acting(cast.caseworker.user):
        assert draft.content.reveal("test")["1"]["reason"] == [MARK]


def test_a_refused_try_is_recorded(cast: Cast) -> None:
    cast.auditor.get("cases:case_create")
    assert Event.objects.order_by("-seq").first().outcome == "refused"


def test_the_list_of_drafts_shows_what_is_left_to_do(cast: Cast) -> None:
    pid = begin(cast.caseworker, channel="outreach")
    send(cast.caseworker, pid, 2, "later", **NEEDED[2])
    page = cast.caseworker.get("cases:draft_list").content.decode()
    assert "Heron" in page
    assert reverse("cases:intake_step", args=[pid, 3]) in page
    assert "2 of 5 steps answered" in page


def test_no_name_stands_in_title_or_address(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, alias=MARK, answer="yes", name_used=MARK)
    answer = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 5]))
    head = answer.content.decode().split("</head>")[0]
    assert MARK not in head
    assert MARK not in answer.request["PATH_INFO"]


@pytest.mark.parametrize("step", [0, 6, 99])
def test_there_are_five_steps(cast: Cast, step: int) -> None:
    pid = begin(cast.caseworker)
    assert cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, step])).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "../../etc", "A" * 11, "abcdefghij"])
def test_a_key_that_is_no_public_id_is_refused(cast: Cast, key: str) -> None:
    assert cast.caseworker.post("cases:case_create", key=key, do="next").status_code == 404
    assert not Draft.objects.exists()


def test_whoever_was_interrupted_goes_on_in_the_same_step(cast: Cast) -> None:
    pid = begin(cast.caseworker, channel="outreach")
    cast.caseworker.client.post(reverse("cases:intake_keep", args=[pid, 3]), {"job_promised": "selling"})
    assert reverse("cases:intake_step", args=[pid, 3]) in cast.caseworker.get("cases:today").content.decode()
    send(cast.caseworker, pid, 3, "next", job_promised="selling")
    assert reverse("cases:intake_step", args=[pid, 2]) in cast.caseworker.get("cases:today").content.decode()
