"""Which forms keep drafts. Apps register theirs when they are ready; what is not here keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

# Between the parts of a key: the public ids and section names of an address.
JOINT = "."
# In an address, for a form that is about nothing in particular.
NO_KEY = "-"
LONGEST_KEY = 40


@dataclass(frozen=True)
class DraftKind:
    """A form that keeps drafts.

    `view_name`: the address that takes the form and, asked with GET, shows it. `label`: its name in the list of drafts.
    `allow(user, key)` raises NotAllowed unless the user may fill the form in. `text`: the field without which there is
    nothing to keep. `kept_as`: another kind whose draft this form shares. `store(user, key, typed)` keeps what was
    typed where it is not simply one draft, and answers the page to go on at.
    """

    name: str
    view_name: str
    label: str | Promise
    allow: Callable[[Any, str], None]
    text: str = ""
    kept_as: str = ""
    store: Callable[[Any, str, QueryDict], str] | None = None

    @property
    def stored(self) -> str:
        """The kind of the row."""
        return self.kept_as or self.name

    def page(self, key: str) -> str:
        """The address of the form about `key`; "" if there is none."""
        shared = _kinds.get(self.kept_as)
        if shared is not None:
            return shared.page(key)
        try:
            return reverse(self.view_name, args=key.split(JOINT) if key else [])
        except NoReverseMatch:
            return ""


_kinds: dict[str, DraftKind] = {}
_by_view: dict[str, DraftKind] = {}


def register_kind(kind: DraftKind) -> None:
    """Called once per form when the app starts."""
    if _kinds.setdefault(kind.name, kind) != kind or _by_view.setdefault(kind.view_name, kind) != kind:
        raise ValueError(f"the draft {kind.name} is registered twice")


def kind_named(name: str) -> DraftKind | None:
    """The form of a draft, if it still exists."""
    return _kinds.get(name)


def form_of(request: HttpRequest) -> tuple[DraftKind, str] | None:
    """Which form this request sends or shows, and about what."""
    match = request.resolver_match
    return None if match is None else form_at(match.view_name, match.kwargs)


def form_at(view_name: str, names: dict[str, Any]) -> tuple[DraftKind, str] | None:
    """The form at an address, with the key of its subject; None if it keeps no draft."""
    kind = _by_view.get(view_name)
    key = JOINT.join(str(value) for value in names.values())
    return None if kind is None or len(key) > LONGEST_KEY else (kind, key)
