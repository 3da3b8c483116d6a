"""The hunter itself: it finds a marker in every way of writing it, and nothing where there is none."""

import base64
import gzip
import os
import zlib

import pytest

from tests.hunt.hunter import Hunter
from tests.hunt.markers import PLAIN, SEALED, TYPED
from tests.hunt.ways import WAYS, among_noise


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [SEALED, TYPED, PLAIN], ids=lambda kind: kind.head)
def test_it_finds_a_marker_however_it_is_written(way, kind):
    assert Hunter(kind).hits(among_noise(WAYS[way](kind.new("alias"))))


def test_it_finds_nothing_where_nothing_is():
    noise = os.urandom(400_000)
    for data in (noise, base64.b64encode(noise), noise.hex().encode(), zlib.compress(noise), gzip.compress(noise)):
        assert not Hunter(SEALED).hits(data)


def test_families_are_told_apart():
    hunter = Hunter(SEALED, TYPED, PLAIN)
    for kind in (SEALED, TYPED, PLAIN):
        for way in WAYS.values():
            assert {hit.kind for hit in hunter.hits(way(kind.new("alias")))} == {kind}


def test_no_marker_is_given_twice():
    assert len({SEALED.new("phone") for _number in range(50)}) == 50
