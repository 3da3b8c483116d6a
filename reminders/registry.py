"""What a kind of due thing means, and who may answer for one. Domain apps register both when they start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from reminders.ladder.choices import Weight
from reminders.ladder.defaults import DEFAULTS, TASK
from reminders.models import DueThing


@dataclass(frozen=True)
class DueKind:
    """A kind of due thing: its `code`, the words on Today, and the words on its button.

    `is_meeting`: with an hour it is an appointment, not something to be done by that hour. `ladder`: code of the ladder
    by which people are alerted of it, one of `reminders.ladder.defaults`. `is_recorded`: where it is about one row, it
    ends only by what somebody records there; a tick ends nothing.
    """

    code: str
    label: str | Promise
    act: str | Promise
    is_meeting: bool = False
    ladder: str = TASK
    is_recorded: bool = False


@dataclass(frozen=True)
class Audience:
    """Whom an alert about one thing may reach: each active, of the same organisation, and able to open what it is about.

    `stand_ins`: who covers for the owner while away. `deputies`: others who do the same work on it. `leads`: those to whom
    it goes when nobody answers.
    """

    worker: User | None = None
    stand_ins: tuple[User, ...] = ()
    deputies: tuple[User, ...] = ()
    leads: tuple[User, ...] = ()


# Whether `user` may open the subject of `due`, and whether `user` stands in for its owner now.
MayOpen = Callable[[User, DueThing], bool]

# {id of a due thing: Audience} of many at once, in a constant number of queries.
Audiences = Callable[[Sequence[DueThing]], Mapping[UUID, Audience]]

_kinds: dict[str, DueKind] = {}
_openers: dict[str, MayOpen] = {}
_stand_ins: dict[str, MayOpen] = {}
_audiences: dict[str, Audiences] = {}
UNKNOWN = DueKind("", _("Something is due"), pgettext_lazy("button", "Open"))


def register_kind(kind: DueKind) -> None:
    """Make `kind` known. Registering another meaning for a known code is an error, and so is an unknown ladder."""
    if kind.ladder not in DEFAULTS:
        raise ValueError(f"there is no ladder {kind.ladder}")
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"the due kind {kind.code} is registered twice")


def kind_of(code: str) -> DueKind:
    """The kind with this code, or one that says no more than that something is due.

    What follows a colon tells things of one kind about one subject apart, for example by colleague.
    """
    return _kinds.get(code.partition(":")[0], UNKNOWN)


def ends_by_record(due: DueThing) -> bool:
    """Whether only what is recorded ends it: in the row that `due` is about, or, of a kind that is recorded, in the case."""
    kind = kind_of(due.kind)
    is_watched = kind.is_recorded or DEFAULTS[kind.ladder].weight != Weight.TASK
    return is_watched and (due.detail_id is not None or kind.is_recorded)


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


def register_audience(subject_type: str, audiences: Audiences) -> None:
    """Say who may be alerted about subjects of this type."""
    if _audiences.setdefault(subject_type, audiences) != audiences:
        raise ValueError(f"the subject type {subject_type} is registered twice")


def audiences_of(dues: Sequence[DueThing]) -> dict[UUID, Audience]:
    """Who may be alerted about each of `dues`. Nobody about a subject whose type is not registered."""
    found: dict[UUID, Audience] = {}
    for subject_type in {due.subject_type for due in dues}:
        if subject_type in _audiences:
            found |= _audiences[subject_type]([due for due in dues if due.subject_type == subject_type])
    return found
