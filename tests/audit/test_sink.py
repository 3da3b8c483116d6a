"""Where reveals go: nowhere without a scope, so nothing is revealed."""

from uuid import UUID

import pytest

from audit.scopes import Scope, entered
from audit.sink import note_reveal
from encryption.classes import FieldClass
from encryption.errors import NoSink
from encryption.sink import RevealEvent, current_sink

CASE, ROW = UUID(int=1), UUID(int=2)


def event(outcome: str = "ok", field_class: FieldClass = FieldClass.IDENTITY, purpose: str = "") -> RevealEvent:
    return RevealEvent(str(UUID(int=9)), UUID(int=8), CASE, ROW, "cases.case.alias", field_class, purpose, outcome)


def test_the_trail_is_registered_at_start():
    assert current_sink() is note_reveal


def test_without_a_scope_the_sink_refuses():
    with pytest.raises(NoSink):
        note_reveal(event())


def test_after_the_scope_the_sink_refuses():
    with entered(Scope()):
        note_reveal(event())
    with pytest.raises(NoSink):
        note_reveal(event())


def test_reveals_and_refusals_are_counted():
    with entered(Scope()) as scope:
        for outcome in ("ok", "ok", "refused"):
            note_reveal(event(outcome))
    assert dict(scope.pending.reveals) == {("ok", "cases.case.alias"): 2, ("refused", "cases.case.alias"): 1}
    assert scope.pending.case_ids() == [CASE]
    assert scope.pending.damaged == set()


def test_cases_are_named_once_each_in_the_order_of_the_first_try():
    other = UUID(int=3)
    with entered(Scope()) as scope:
        for case_id, outcome in ((other, "ok"), (CASE, "refused"), (other, "ok"), (None, "refused"), (CASE, "ok")):
            note_reveal(event(outcome)._replace(scope_id=case_id))
    assert scope.pending.case_ids() == [other, CASE]
    assert scope.pending.reveals.total() == 5


def test_the_row_of_a_damaged_cell_is_named():
    with entered(Scope()) as scope:
        note_reveal(event("tampered"))
    assert scope.pending.damaged == {str(ROW)}


def test_a_draft_is_no_case():
    with entered(Scope()) as scope:
        note_reveal(event(field_class=FieldClass.DRAFTS))
    assert scope.pending.case_ids() == []


def test_a_reason_in_free_words_is_only_said_to_have_been_given():
    with entered(Scope()) as scope:
        note_reveal(event(purpose="Her sister asked"))
    assert scope.pending.purposes == {"stated"}
