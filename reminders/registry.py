"""What a kind of due thing means. Domain apps register their kinds when they start."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class DueKind:
    """A kind of due thing: its `code`, the words on Today, and the words on its button."""

    code: str
    label: Promise
    act: Promise


_kinds: dict[str, DueKind] = {}
UNKNOWN = DueKind("", _("Something is due"), pgettext_lazy("button", "Open"))


def register_kind(kind: DueKind) -> None:
    """Make `kind` known. Registering another meaning for a known code is an error."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"the due kind {kind.code} is registered twice")


def kind_of(code: str) -> DueKind:
    """The kind with this code, or one that says no more than that something is due."""
    return _kinds.get(code, UNKNOWN)
