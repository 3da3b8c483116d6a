"""Not knowing is an answer of its own."""

from datetime import date

import pytest

from common.answers import NoAnswer, Unanswered, unanswered


@pytest.mark.parametrize("reason", NoAnswer)
def test_what_is_stored_comes_back(reason):
    answer = Unanswered(reason, date(2026, 2, 16), "no interpreter")
    assert unanswered(answer.as_json()) == answer


@pytest.mark.parametrize("value", [None, "", "not_known_yet", {}, {"x": "other"}, [], 0, {"y": 1998}])
def test_answers_and_nothing_are_not_taken_for_it(value):
    assert unanswered(value) is None


def test_words():
    assert Unanswered(NoAnswer.NOT_ASKED, why="no interpreter").words == "Not asked (no interpreter)"
    assert "16" in Unanswered(NoAnswer.PREFERS_NOT_TO_SAY, date(2026, 2, 16)).words
    assert "16" not in Unanswered(NoAnswer.DOES_NOT_KNOW, date(2026, 2, 16)).words
