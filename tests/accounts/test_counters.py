"""The counters that slow guessing: shared, exact, and no way in for whoever writes to the database."""

import base64
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts import counters
from accounts.models import SharedCount

CALLED: list[str] = []


def _called() -> str:
    CALLED.append("code")
    return "ran"


class Trap:
    """What runs code when it is unpickled."""

    def __reduce__(self) -> Any:
        return _called, ()


@pytest.mark.django_db
def test_a_planted_row_runs_nothing() -> None:
    cache.set("tries", [1.5])
    planted = base64.b64encode(pickle.dumps(Trap())).decode()
    SharedCount.objects.update(value=planted)
    assert cache.get("tries", "none") == "none" and CALLED == []


@pytest.mark.django_db
def test_values_end_with_their_time() -> None:
    cache.set("tries", [1.5, 2.5], 300)
    cache.set("tries", [3.5], 300)
    assert cache.get("tries") == [3.5] and cache.touch("tries", 600)
    with time_machine.travel(timezone.now() + timedelta(seconds=601), tick=False):
        assert cache.get("tries") is None and not cache.touch("tries")
        assert cache.add("tries", [4.5]) and not cache.add("tries", [5.5])
        assert cache.get("tries") == [4.5]
    assert cache.delete("tries") and not cache.delete("tries")


@pytest.mark.django_db
def test_old_rows_go_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "MOST_ROWS", 3)
    for number in range(5):
        cache.set(f"old-{number}", 1, 10)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        cache.set("new", 1, 10)
        assert list(SharedCount.objects.values_list("cache_key", flat=True)) == [cache.make_key("new")]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_adds() -> None:
    def add(_number: int) -> bool:
        try:
            return bool(cache.add("lock", True))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(16))) == 1
