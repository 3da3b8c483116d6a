"""A draft is thrown away after one question, by its writer."""

import pytest
from django.urls import reverse

from common.models import Draft
from tests.cast import Cast
from tests.factories.cases import make_case


@pytest.fixture
def off(cast: Cast) -> str:
    """Where the caseworker's draft is thrown away."""
    case = make_case(cast.caseworker.user, alias="Heron")
    cast.caseworker.client.post(reverse("common:draft_keep", args=["risk_review", case.pid]), {"reason": "Zq"})
    return reverse("common:draft_discard", args=["risk_review", case.pid])


def test_it_is_asked_once_and_then_gone(cast: Cast, off: str):
    assert b"Discard this draft?" in cast.caseworker.client.get(off).content
    assert Draft.objects.exists()
    answer = cast.caseworker.client.post(off)
    assert (answer.status_code, answer.url) == (302, "/drafts/")
    assert not Draft.objects.exists()
    assert cast.caseworker.client.get(off).status_code == 404


def test_others_throw_nothing_away(cast: Cast, off: str):
    for name in ("coordinator", "outsider"):
        assert getattr(cast, name).client.post(off).status_code == 404
    assert Draft.objects.exists()
