"""Fetching is the access check: not visible and not allowed look exactly like absent."""

from typing import Any, TypeVar

from django.db import models

from audit.record import refused
from audit.tags import Tag
from common.errors import NotAllowed
from common.querysets import ScopedQuerySet

M = TypeVar("M", bound=models.Model)


def get_visible_or_404(source: ScopedQuerySet, user: Any, pid: str, *, tag: Tag) -> Any:
    """The row with public id `pid` if `user` may know it, else NotAllowed; the try is recorded, row or no row."""
    row = source.visible_to(user).filter(pid=pid).first()
    if row is None:
        hidden = source.model._default_manager.filter(pid=pid).first()
        refused(tag, hidden, case_id=getattr(hidden, getattr(hidden, "sealed_scope", "case_id"), None))
        raise NotAllowed
    return row


def require(allowed: bool) -> None:
    """Raise NotAllowed unless `allowed`. The audit middleware records the refusal."""
    if not allowed:
        raise NotAllowed
