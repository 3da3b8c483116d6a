"""The cache under the ring: order, age, and what a roll-back takes away."""

import threading

import pytest
from django.db import connection, transaction

from encryption.shelf import Shelf


class Thing:
    until = 0.0


class Undo(Exception):
    pass


@pytest.fixture
def shelf() -> Shelf[Thing]:
    return Shelf(3, 300)


def test_the_oldest_goes_first(shelf):
    shelf.put([(bytes([n]), Thing()) for n in range(3)])
    shelf.put([(b"\0", Thing())])
    shelf.put([(b"x", Thing())])
    assert list(shelf.entries) == [b"\2", b"\0", b"x"]


def test_what_is_too_old_is_gone():
    shelf = Shelf(3, -1)
    shelf.put([(b"a", Thing())])
    assert shelf.get(b"a") is None
    assert not shelf.entries


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_kept_at_once(shelf):
    shelf.put_new([(b"a", Thing())], "default")
    assert b"a" in shelf.entries


@pytest.mark.django_db(transaction=True)
def test_inside_it_is_known_to_this_connection_only_until_the_commit(shelf):
    thing = Thing()
    seen = []
    with transaction.atomic():
        shelf.put_new([(b"a", thing)], "default")
        assert shelf.get(b"a") is thing
        thread = threading.Thread(target=lambda: seen.append(shelf.get(b"a")))
        thread.start()
        thread.join()
        shelf.put([(b"a", Thing())])
        assert shelf.get(b"a") is thing
        assert not shelf.entries
    assert seen == [None]
    assert shelf.entries == {b"a": thing}


@pytest.mark.django_db(transaction=True)
def test_a_roll_back_takes_it_away(shelf):
    with pytest.raises(Undo), transaction.atomic():
        shelf.put_new([(b"a", Thing())], "default")
        raise Undo
    assert shelf.get(b"a") is None
    with transaction.atomic():
        assert shelf.get(b"a") is None
    assert not shelf.entries


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_takes_only_its_own_away(shelf):
    with transaction.atomic():
        shelf.put_new([(b"a", Thing())], "default")
        with pytest.raises(Undo), transaction.atomic():
            shelf.put_new([(b"b", Thing())], "default")
            with transaction.atomic():
                shelf.put_new([(b"c", Thing())], "default")
            assert shelf.get(b"c") is not None
            raise Undo
        with transaction.atomic():
            shelf.put_new([(b"d", Thing())], "default")
        assert [bool(shelf.get(name)) for name in (b"a", b"b", b"c", b"d")] == [True, False, False, True]
    assert sorted(shelf.entries) == [b"a", b"d"]


@pytest.mark.django_db(transaction=True)
def test_one_savepoint_takes_one_callback(shelf):
    with transaction.atomic():
        for number in range(5):
            shelf.put_new([(bytes([number]), Thing())], "default")
        assert len(connection.run_on_commit) == 1
    assert len(shelf.entries) == 3


@pytest.mark.django_db(transaction=True)
def test_dropping_and_clearing_reach_what_waits_too(shelf):
    with transaction.atomic():
        shelf.put_new([(b"a", Thing()), (b"b", Thing())], "default")
        shelf.drop(lambda name: name == b"a")
        assert shelf.get(b"a") is None
        assert shelf.get(b"b") is not None
        shelf.clear()
        assert shelf.get(b"b") is None
