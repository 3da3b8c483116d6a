"""What somebody did with a case, in the seven words that a person understands."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.tags import Tag


class LookKind(models.TextChoices):
    """The kinds in which the trail of a case is told and filtered."""

    READ = "read", _("Read")
    REVEAL = "reveal", _("Opened behind a lock")
    CHANGE = "change", _("Changed")
    SEARCH = "search", _("Searched")
    EXPORT = "export", _("Taken out")
    PRINT = "print", _("Printed")
    EMERGENCY = "emergency", _("Emergency")


ICONS = {
    LookKind.READ: "eye",
    LookKind.REVEAL: "lock",
    LookKind.CHANGE: "pencil",
    LookKind.SEARCH: "search",
    LookKind.EXPORT: "send",
    LookKind.PRINT: "file",
    LookKind.EMERGENCY: "alert",
}
TONES = {LookKind.REVEAL: "soon", LookKind.EXPORT: "soon", LookKind.PRINT: "soon", LookKind.EMERGENCY: "late"}

_READING = frozenset({"open", "list", "log", "read"})
_BEHIND_LOCKS = frozenset({Tag.FIELD_REVEAL.value, "opening:reveal"})
_OUT = frozenset({Tag.CASE_EXPORT.value, Tag.FILE_FETCH.value})


def kind_of_tag(tag: str) -> LookKind:
    """The kind that a tag says by itself."""
    noun, _colon, verb = tag.partition(":")
    if noun == "emergency":
        return LookKind.EMERGENCY
    if tag in _BEHIND_LOCKS:
        return LookKind.REVEAL
    if tag in _OUT:
        return LookKind.EXPORT
    by_verb = {"print": LookKind.PRINT, "search": LookKind.SEARCH}
    return by_verb.get(verb, LookKind.READ if verb in _READING else LookKind.CHANGE)


def tags_of(kinds: Iterable[LookKind]) -> list[str]:
    """The tags of these kinds."""
    wanted = set(kinds)
    return [tag for tag in Tag.values if kind_of_tag(tag) in wanted]
