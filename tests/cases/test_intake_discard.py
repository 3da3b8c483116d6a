"""A no, or a change of mind: nothing is kept."""

import pytest
from django.urls import reverse

from cases.models import Case
from common.models import Draft
from tests.cases.intake_steps import MARK, begin, fill
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_no_keeps_nothing_and_offers_to_discard(cast: Cast) -> None:
    pid, answer = fill(cast.caseworker, step5={"keep": "no"})
    assert answer.url == reverse("cases:intake_discard", args=[pid])
    page = cast.caseworker.client.get(answer.url)
    assert b"does not want a record" in page.content
    assert not Case.objects.exists()
    gone = cast.caseworker.client.post(answer.url)
    assert gone.status_code == 302
    assert not Draft.objects.exists()
    assert not Case.objects.exists()


def test_discarding_asks_once(cast: Cast) -> None:
    pid = begin(cast.caseworker, reason=MARK)
    page = cast.caseworker.client.get(reverse("cases:intake_discard", args=[pid])).content
    assert b"Discard this intake?" in page
    assert MARK.encode() not in page
    assert Draft.objects.filter(key=pid).exists()


def test_what_became_a_case_cannot_be_discarded(cast: Cast) -> None:
    pid, _answer = fill(cast.caseworker)
    answer = cast.caseworker.client.post(reverse("cases:intake_discard", args=[pid]))
    assert answer.url == reverse("cases:case_detail", args=[pid])
    assert Case.objects.filter(pid=pid).exists()


def test_twice_is_once(cast: Cast) -> None:
    pid = begin(cast.caseworker)
    cast.caseworker.client.post(reverse("cases:intake_discard", args=[pid]))
    assert cast.caseworker.client.post(reverse("cases:intake_discard", args=[pid])).status_code == 404
