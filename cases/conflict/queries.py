"""Where two editors differ, field by field."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.conflict.sheets import Typed

YOURS, THEIRS = "yours", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field that somebody changed since the editor began, in words. `chosen` is empty where only the editor can say."""

    name: str
    label: Any
    before: str
    theirs: str
    yours: str
    is_theirs_new: bool
    is_yours_new: bool

    @property
    def chosen(self) -> str:
        if self.is_theirs_new:
            return "" if self.is_yours_new else THEIRS
        return YOURS


def clashes_of(typed: Typed) -> list[Clash]:
    """Fields changed by either side and not alike by both, in the order of the form."""
    before, now = typed.before(), typed.now()
    found = []
    for name, value in typed.values.items():
        old, theirs, yours = before.get(name), now.get(name), value or None
        if theirs == yours or (old == theirs and old == yours):
            continue
        before_was, theirs_is, yours_is = (typed.words(name, one) for one in (old, theirs, yours))
        label = typed.label(name)
        found.append(Clash(name, label, before_was, theirs_is, yours_is, old != theirs, old != yours))
    return found


def authors_of(typed: Typed) -> list[User]:
    """Who changed the sheet since the editor began."""
    return list({earlier.author_id: earlier.author for earlier in typed.earlier}.values())


def changed_by(authors: Collection[User], reader: User) -> str:
    """The first sentence of the page."""
    others = [author for author in authors if author.pk != reader.pk]
    if not others and authors:
        return _("You changed this in another window. Nothing is lost. Choose what to keep.")
    if not others:
        return _("A colleague changed this while you were writing. Nothing is lost. Choose what to keep.")
    names = _(", ").join(other.display_name for other in others)
    return _("%(names)s changed this while you were writing. Nothing is lost. Choose what to keep.") % {"names": names}
