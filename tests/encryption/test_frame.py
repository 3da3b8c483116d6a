"""The stored format: sizes, padding and prefixes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encryption import frame
from encryption.errors import Tampered


@given(st.integers(0, 5), st.binary(max_size=3000))
def test_a_frame_gives_back_what_it_was_given(kind, payload):
    assert frame.unpack_frame(frame.pack_frame(kind, payload)) == (kind, payload)


def test_small_values_differ_only_in_steps_of_32_bytes():
    sizes = {len(frame.pack_frame(1, b"x" * length)) for length in range(0, 252)}
    assert sizes == {32, 64, 96, 128, 160, 192, 224, 256}


@given(st.integers(257, 2_000_000))
def test_large_values_grow_in_steps_of_at_most_an_eighth(size):
    padded = frame.padded_size(size)
    assert size <= padded < size * 1.125 + 1
    assert frame.padded_size(padded) == padded


@pytest.mark.parametrize("length", [0, 1, 26, 27, 28, 250, 251, 252, 300, 5000])
def test_only_the_exact_padding_is_accepted(length):
    good = frame.pack_frame(1, b"x" * length)
    assert frame.unpack_frame(good)
    for bad in (good + b"\0" * 32, good[:-1], good + b"\0", good[:-32], b""):
        with pytest.raises(Tampered):
            frame.unpack_frame(bad)


def test_padding_that_is_not_zero_is_refused():
    good = frame.pack_frame(1, b"abc")
    for position in range(8, 32):
        bad = good[:position] + b"\1" + good[position + 1 :]
        with pytest.raises(Tampered):
            frame.unpack_frame(bad)


def test_a_length_that_lies_is_refused():
    good = frame.pack_frame(1, b"abc")
    for length in (28, 33, 1 << 31):
        with pytest.raises(Tampered):
            frame.unpack_frame(good[:1] + length.to_bytes(4, "big") + good[5:])


@pytest.mark.parametrize("header", [b"", b"\1" * 7, bytes((0, 1, 0, 1, 0, 0, 0, 1)), bytes((255, 1, 0, 1, 0, 0, 0, 1))])
def test_another_version_is_refused(header):
    with pytest.raises(Tampered):
        frame.unpack_header(header)


def test_generation_zero_is_refused():
    with pytest.raises(Tampered):
        frame.unpack_header(frame.pack_header(1, 1, 0))


def test_no_two_lists_have_the_same_prefixed_bytes():
    assert frame.prefixed(b"ab", b"c") != frame.prefixed(b"a", b"bc")
    assert frame.prefixed(b"ab") != frame.prefixed(b"ab", b"")
