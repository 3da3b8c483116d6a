"""Not knowing is an answer of its own: stored as a code, shown as words, never as blank."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _


class NoAnswer(models.TextChoices):
    """Why a question about the person has no answer. Source: ui specification, section 7."""

    NOT_KNOWN_YET = "not_known_yet", _("Not known yet")
    DOES_NOT_KNOW = "does_not_know", _("Person does not know")
    PREFERS_NOT_TO_SAY = "prefers_not_to_say", _("Preferred not to say")
    NOT_ASKED = "not_asked", _("Not asked")


@dataclass(frozen=True)
class Unanswered:
    """Reason, the day it was said, and for *not asked* why. JSON: {"x": code, "on": "YYYY-MM-DD", "why": str}."""

    reason: NoAnswer
    on: date | None = None
    why: str = ""

    def as_json(self) -> dict[str, str]:
        shape = {"x": self.reason.value}
        if self.on is not None:
            shape["on"] = self.on.isoformat()
        if self.why:
            shape["why"] = self.why
        return shape

    @property
    def words(self) -> str:
        """ "Preferred not to say, 16 February"."""
        words = str(self.reason.label)
        if self.why:
            words = f"{words} ({self.why})"
        if self.reason == NoAnswer.PREFERS_NOT_TO_SAY and self.on is not None:
            words = f"{words}, {formats.date_format(self.on, 'MONTH_DAY_FORMAT')}"
        return words


def unanswered(value: Any) -> Unanswered | None:
    """The not-known answer held in a JSON value, or None if the value is an answer or nothing."""
    if not isinstance(value, dict) or value.get("x") not in NoAnswer.values:
        return None
    day = value.get("on")
    return Unanswered(NoAnswer(value["x"]), date.fromisoformat(day) if day else None, value.get("why", ""))
