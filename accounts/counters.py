"""The cache of the counters that slow guessing: rows of `SharedCount`, written as JSON.

Django's own database cache unpickles what the table holds, so that whoever could write to the database could run code
where the keys are. Nothing here ever does more with a row than read JSON.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import SharedCount

# Beyond so many rows the expired ones go at the next write.
MOST_ROWS = 10_000
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class CountersCache(BaseCache):
    """Shared by all workers. Values are what JSON can hold."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default` when there is none, it is over, or it is none of ours."""
        name = self.make_and_validate_key(key, version=version)
        row = SharedCount.objects.filter(cache_key=name, expires__gt=timezone.now()).first()
        try:
            return default if row is None else json.loads(row.value)
        except ValueError:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Write over whatever is there."""
        row = self._row(key, value, timeout, version)
        self._tidy()
        SharedCount.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["cache_key"], update_fields=["value", "expires"]
        )

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Write only if nothing is there; of any number of askers at once exactly one gets True."""
        row = self._row(key, value, timeout, version)
        SharedCount.objects.filter(cache_key=row.cache_key, expires__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count up; of any number of askers at once each gets a number of its own. ValueError when there is none."""
        name = self.make_and_validate_key(key, version=version)
        with transaction.atomic():
            rows = SharedCount.objects.select_for_update()
            row = rows.filter(cache_key=name, expires__gt=timezone.now()).first()
            if row is None:
                raise ValueError(f"{key} is not counted.")
            count = int(json.loads(row.value)) + delta
            row.value = json.dumps(count)
            row.save(update_fields=["value"])
        return count

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it for another while."""
        row = self._row(key, None, timeout, version)
        kept = SharedCount.objects.filter(cache_key=row.cache_key, expires__gt=timezone.now())
        return bool(kept.update(expires=row.expires))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Whether there was one."""
        name = self.make_and_validate_key(key, version=version)
        return bool(SharedCount.objects.filter(cache_key=name).delete()[0])

    def clear(self) -> None:
        """Forget all counters."""
        SharedCount.objects.all().delete()

    def _row(self, key: str, value: Any, timeout: Any, version: int | None) -> SharedCount:
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, UTC)
        name = self.make_and_validate_key(key, version=version)
        return SharedCount(cache_key=name, value=json.dumps(value), expires=expires)

    @staticmethod
    def _tidy() -> None:
        if SharedCount.objects.count() > MOST_ROWS:
            SharedCount.objects.filter(expires__lte=timezone.now()).delete()
