"""Refusals that a person can understand."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.errors import RefusedTry


class DomainError(Exception):
    """A rule refused the act. Subclass once per fact; `sentence` says what happened and what to do next.

    Shown as a form error, or as a page or API answer with `status` (409: visible, but in the wrong state). `more` goes
    into the answer of the API: ids, codes and versions only.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = _("This cannot be done now.")
    status: ClassVar[int] = 409

    def __init__(self, sentence: str | Promise | None = None, *, more: Mapping[str, Any] | None = None) -> None:
        self.more = dict(more or {})
        self.shown = sentence if sentence is not None else self.sentence
        super().__init__(self.code)


class NotAllowed(RefusedTry):
    """Not visible or not allowed: answered exactly like an address that does not exist."""
