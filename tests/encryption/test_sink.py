"""The one place that reveals are told."""

import pytest

from encryption import sink
from encryption.errors import NoSink


def test_the_last_one_registered_is_told():
    def one(_event: sink.RevealEvent) -> None: ...

    sink.register_sink(one)
    assert sink.current_sink() is one
    assert sink.active_sink() is one


def test_without_one_there_is_an_error_and_not_silence():
    sink.register_sink(None)
    assert sink.active_sink() is None
    with pytest.raises(NoSink):
        sink.current_sink()
