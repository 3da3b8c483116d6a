"""What a template gets of a sealed value; nothing raises."""

import pytest
from django.db import connection

from accounts.matrix import OWN_DRAFTS
from audit.record import scope
from common.drafts.actions import save_draft
from common.drafts.models import Draft
from common.shown import Shown, State, show
from encryption.errors import KeyNotHeld, KeyUnavailable, Shredded, Tampered
from encryption.principal import Clearance, acting_as
from tests.common.conftest import principal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(worker):
    with acting_as(principal_of(worker)):
        save_draft(owner=worker, kind="note", content={"text": "typed"})
    return Draft.objects.get().content


def test_a_value(sealed, worker):
    with acting_as(principal_of(worker)), scope(actor=worker):
        shown = show(sealed)
    assert (shown.state, shown.value) == (State.VALUE, {"text": "typed"})
    assert shown
    assert "typed" not in repr(shown)


def test_an_empty_value(worker):
    with acting_as(principal_of(worker)):
        save_draft(owner=worker, kind="note", content={})
        with scope(actor=worker):
            assert show(Draft.objects.get().content).state == State.EMPTY


def test_nobody_acting_sees_a_lock(sealed):
    assert show(sealed) == Shown(State.LOCKED)


def test_who_is_not_cleared_sees_a_lock_whether_it_is_filled_or_not(sealed, worker):
    principal = principal_of(worker)
    principal.admit(worker.pk, Clearance.nothing())
    with acting_as(principal), scope(actor=worker) as opened:
        assert show(sealed).state == State.LOCKED
        assert not opened.pending.reveals
    principal.admit(worker.pk, OWN_DRAFTS)


def test_outside_the_trail_it_is_unavailable(sealed, worker):
    with acting_as(principal_of(worker)):
        assert show(sealed).state == State.UNAVAILABLE


def test_a_damaged_cell_shows_its_mark_and_is_named_in_the_trail(sealed, worker):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM common_draft")
        stored = bytes(cursor.fetchone()[0])
        cursor.execute("UPDATE common_draft SET content = %s", [stored[:-1] + bytes([stored[-1] ^ 1])])
    draft = Draft.objects.get()
    with acting_as(principal_of(worker)), scope(actor=worker) as opened:
        assert show(draft.content) == Shown(State.TAMPERED)
        assert opened.pending.damaged == {str(draft.pk)}


class Failing:
    """A cell that fails in one way."""

    is_null = False

    def __init__(self, error: Exception) -> None:
        self.error = error

    def may_reveal(self) -> bool:
        return True

    def reveal(self, purpose: str = "") -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Shredded(), State.ERASED),
        (Tampered(), State.TAMPERED),
        (KeyNotHeld(), State.LOCKED),
        (KeyUnavailable(), State.UNAVAILABLE),
    ],
)
def test_each_failure_has_its_mark(error, state):
    assert show(Failing(error)) == Shown(state)
