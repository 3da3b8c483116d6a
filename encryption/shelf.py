"""A cache for keys that forgets in time, and never keeps what a rolled-back transaction had made."""

import threading
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Generic, Protocol, TypeVar

from django.db import connections, transaction


class Kept(Protocol):
    """What a shelf can hold: it carries the time (of the monotonic clock) until which it may be used."""

    until: float


K = TypeVar("K", bound=Kept)


class _Batch(Generic[K]):
    """What one transaction or savepoint has made so far. It counts only while its callback waits for the commit."""

    def __init__(self, using: str, savepoints: tuple[object, ...], promote: Callable[[dict[bytes, K]], None]) -> None:
        self.using = using
        self.savepoints = savepoints
        self.items: dict[bytes, K] = {}
        self.on_commit = lambda: promote(self.items)

    @property
    def is_alive(self) -> bool:
        # Django drops the callbacks of a savepoint that is rolled back, which is the one trace a roll-back leaves.
        return any(waiting[1] is self.on_commit for waiting in reversed(connections[self.using].run_on_commit))


class _Waiting(threading.local, Generic[K]):
    def __init__(self) -> None:
        self.batches: list[_Batch[K]] = []


class Shelf(Generic[K]):
    """Named keys, at most `limit` of them, each for `life` seconds; the oldest goes first."""

    def __init__(self, limit: int, life: float) -> None:
        self.limit = limit
        self.life = life
        self.entries: dict[bytes, K] = {}
        self._lock = threading.Lock()
        self._waiting: _Waiting[K] = _Waiting()

    def get(self, name: bytes) -> K | None:
        key = self.entries.get(name)
        if key is not None:
            if key.until > time.monotonic():
                return key
            self.entries.pop(name, None)
        if self._waiting.batches:
            return self._get_waiting(name)
        return None

    def _get_waiting(self, name: bytes) -> K | None:
        for batch in reversed(self._waiting.batches):
            if name in batch.items:
                if batch.is_alive:
                    return batch.items[name]
                self._sweep()
                return self._get_waiting(name)
        return None

    def _sweep(self) -> None:
        self._waiting.batches = [batch for batch in self._waiting.batches if batch.is_alive]

    def put(self, items: Iterable[tuple[bytes, K]]) -> None:
        """Keep what the database holds. What this very transaction made is left to its batch."""
        if self._waiting.batches:
            self._sweep()
            made = {name for batch in self._waiting.batches for name in batch.items}
            items = [item for item in items if item[0] not in made]
        until = time.monotonic() + self.life
        with self._lock:
            entries = self.entries
            for name, key in items:
                key.until = until
                if name in entries:
                    del entries[name]
                entries[name] = key
            surplus = len(entries) - self.limit
            if surplus > 0:
                for name in list(islice(entries, surplus)):
                    del entries[name]

    def put_new(self, items: Iterable[tuple[bytes, K]], using: str) -> None:
        """Keep what this connection has just inserted: at once when that is committed, else after the commit."""
        connection = connections[using]
        if not connection.in_atomic_block:
            self.put(items)
            return
        savepoints = tuple(connection.savepoint_ids)
        self._sweep()
        waiting = self._waiting.batches
        batch = next((b for b in reversed(waiting) if b.using == using and b.savepoints == savepoints), None)
        if batch is None:
            batch = _Batch(using, savepoints, self._promote)
            waiting.append(batch)
            transaction.on_commit(batch.on_commit, using=using)
        batch.items.update(items)

    def _promote(self, items: dict[bytes, K]) -> None:
        self._waiting.batches = [batch for batch in self._waiting.batches if batch.items is not items]
        self.put(items.items())

    def drop(self, matches: Callable[[bytes], bool]) -> None:
        with self._lock:
            for name in [name for name in self.entries if matches(name)]:
                del self.entries[name]
        for batch in self._waiting.batches:
            for name in [name for name in batch.items if matches(name)]:
                del batch.items[name]

    def clear(self) -> None:
        with self._lock:
            self.entries.clear()
        self._waiting = _Waiting()
