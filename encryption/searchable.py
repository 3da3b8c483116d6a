"""A queryset that writes and removes search tokens where rows are written in bulk, past `save`."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from encryption.blind_index import forget_tokens, write_noted
from encryption.registry import searchable_of


class SearchableQuerySet(models.QuerySet[Any, Any]):
    """For models without a searchable field this is Django's own queryset."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        """Insert rows, and the tokens of their values in the same transaction."""
        if not searchable_of(self.model._meta.label_lower):
            return super().bulk_create(objs, *args, **options)
        rows = list(objs)
        with transaction.atomic(using=self.db):
            made = super().bulk_create(rows, *args, **options)
            write_noted(rows, are_new=not options.get("update_conflicts"), using=self.db)
        return made

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs: Iterable[Any], *args: Any, **options: Any) -> int:
        """Update rows, and the tokens of their values in the same transaction."""
        if not searchable_of(self.model._meta.label_lower):
            return super().bulk_update(objs, *args, **options)
        rows = list(objs)
        with transaction.atomic(using=self.db):
            count = super().bulk_update(rows, *args, **options)
            write_noted(rows, are_new=False, using=self.db)
        return count

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def update(self, **values: Any) -> int:
        """Change rows. A sealed value can only be emptied here, and its tokens go with it."""
        found = searchable_of(self.model._meta.label_lower)
        numbers = [c.how.number for c in found if c.field_name in values and values[c.field_name] is None]
        if not numbers:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            forget_tokens(self, numbers)
            return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows and their tokens."""
        if not searchable_of(self.model._meta.label_lower):
            return super().delete()
        with transaction.atomic(using=self.db):
            forget_tokens(self)
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
