"""Which forms of the office's alerts keep what was typed in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.access import require
from common.drafts.kinds import DraftKind, register_kind
from reminders.ladder.defaults import DEFAULTS
from reminders.ladder.permissions import can_edit_ladders


def register() -> None:
    """Called once when the app starts."""
    register_kind(DraftKind("calendar_edit", "reminders:calendar_edit", _("Days of rest"), _for_the_office))
    register_kind(DraftKind("ladder_edit", "reminders:ladder_edit", _("Alerts"), _for_the_ladder))


def _for_the_office(user: Any, key: str) -> None:
    """Whoever may change when the office is alerted."""
    require(can_edit_ladders(user))


def _for_the_ladder(user: Any, key: str) -> None:
    """The same, for a ladder that there is."""
    _for_the_office(user, key)
    require(key in DEFAULTS)
