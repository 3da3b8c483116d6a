"""The buffer of one request: one row says everything that was read."""

import json
import threading
from uuid import UUID

import pytest

from audit.scopes import MOST_IDS, Pending, Reading, Scope, code, current_scope, entered, entry_for_reads, safe

ONE, TWO = UUID(int=1), UUID(int=2)
LABEL = "cases.case.alias"


def detail_of(pending: Pending) -> dict:
    return json.loads(entry_for_reads(Scope(), pending).detail)


def test_reveals_are_counted_by_label_and_outcome():
    pending = Pending()
    pending.reveals.update({("ok", LABEL): 3, ("tampered", "cases.note.text"): 1})
    pending.touched.update({ONE: None, TWO: None})
    detail = detail_of(pending)
    assert detail["revealed"] == {LABEL: 3}
    assert detail["tampered"] == {"cases.note.text": 1}
    assert detail["cases"] == [str(ONE), str(TWO)]
    assert detail["case_count"] == 2


def test_what_another_buffer_held_is_taken_over():
    pending, other = Pending(touched={ONE: None}), Pending(touched={TWO: None, ONE: None})
    pending.reveals["ok", LABEL] += 1
    other.reveals["ok", LABEL] += 2
    pending.merge(other)
    assert pending.reveals == {("ok", LABEL): 3}
    assert pending.case_ids() == [ONE, TWO]


def test_a_single_case_is_named_in_its_own_column():
    pending = Pending(reveals=Pending().reveals)
    pending.reveals["ok", LABEL] += 1
    pending.touched[ONE] = None
    row = entry_for_reads(Scope(), pending)
    assert (row.tag, row.case_id) == ("field:reveal", ONE)
    assert "cases" not in json.loads(row.detail)


def test_the_first_reading_names_the_row_and_the_others_stand_beside():
    pending = Pending([Reading("case:open", "cases.case", str(ONE), ONE), Reading("note:open"), Reading("note:open")])
    row = entry_for_reads(Scope(), pending)
    assert (row.tag, row.subject_id, row.case_id, row.outcome) == ("case:open", str(ONE), ONE, "ok")
    assert json.loads(row.detail)["also"] == ["note:open"]


def test_a_refusal_names_the_row_before_any_reading():
    pending = Pending([Reading("case:list")], [Reading("case:open", case_id=TWO)])
    row = entry_for_reads(Scope(), pending)
    assert (row.tag, row.outcome, row.case_id) == ("case:open", "refused", TWO)


def test_long_lists_of_cases_are_cut_and_counted():
    pending = Pending([Reading("case:export")])
    pending.reveals["ok", LABEL] += MOST_IDS + 10
    pending.touched.update(dict.fromkeys(UUID(int=number) for number in range(1, MOST_IDS + 11)))
    detail = detail_of(pending)
    assert len(detail["cases"]) == MOST_IDS
    assert detail["case_count"] == MOST_IDS + 10


def test_a_thread_of_its_own_has_no_scope():
    seen = []
    with entered(Scope()):
        assert current_scope() is not None
        thread = threading.Thread(target=lambda: seen.append(current_scope()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_a_scope_that_has_ended_takes_nothing_more():
    scope = Scope()
    with entered(scope):
        pass
    assert current_scope() is None
    assert not scope.is_open


@pytest.mark.parametrize(("text", "kept"), [("review", "review"), ("a:b-c_d", "a:b-c_d"), ("She asked", "stated")])
def test_a_purpose_is_a_code_or_only_stated(text, kept):
    assert code(text) == kept


def test_only_codes_ids_and_counts_are_safe():
    assert safe({"a": [1, ONE, "x:y"], "b": {"d", "c"}}) == {"a": [1, str(ONE), "x:y"], "b": ["c", "d"]}
    for value in ("two words", "ü", "x" * 65, "a\nb", 0.5, b"x"):
        with pytest.raises(TypeError):
            safe(value)
