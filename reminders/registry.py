"""What a kind of due thing means, and who may answer for one. Domain apps register both when they start."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from reminders.models import DueThing


@dataclass(frozen=True)
class DueKind:
    """A kind of due thing: its `code`, the words on Today, and the words on its button.

    `is_meeting`: with an hour it is an appointment, not something to be done by that hour.
    """

    code: str
    label: str | Promise
    act: str | Promise
    is_meeting: bool = False


# Whether `user` may open the subject of `due`, and whether `user` stands in for its owner now.
MayOpen = Callable[[User, DueThing], bool]

_kinds: dict[str, DueKind] = {}
_openers: dict[str, MayOpen] = {}
_stand_ins: dict[str, MayOpen] = {}
UNKNOWN = DueKind("", _("Something is due"), pgettext_lazy("button", "Open"))


def register_kind(kind: DueKind) -> None:
    """Make `kind` known. Registering another meaning for a known code is an error."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"the due kind {kind.code} is registered twice")


def kind_of(code: str) -> DueKind:
    """The kind with this code, or one that says no more than that something is due.

    What follows a colon tells things of one kind about one subject apart, for example by colleague.
    """
    return _kinds.get(code.partition(":")[0], UNKNOWN)


def register_subject(subject_type: str, *, opener: MayOpen, stand_in: MayOpen) -> None:
    """Say who may open a subject of this type, and who stands in for an owner who is away."""
    if (_openers.setdefault(subject_type, opener), _stand_ins.setdefault(subject_type, stand_in)) != (opener, stand_in):
        raise ValueError(f"the subject type {subject_type} is registered twice")


def may_open_subject(user: User, due: DueThing) -> bool:
    """Whether `user` may open what `due` is about. Nobody may, if its type is not registered."""
    opener = _openers.get(due.subject_type)
    return opener is not None and opener(user, due)


def stands_in(user: User, due: DueThing) -> bool:
    """Whether `user` stands in for the owner of `due` now."""
    stand_in = _stand_ins.get(due.subject_type)
    return stand_in is not None and stand_in(user, due)
