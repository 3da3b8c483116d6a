"""Which forms of the office's alerts keep what was typed in them. Where nothing is typed but numbers, nothing is kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.access import require
from common.drafts.kinds import DraftKind, register_kind
from reminders.ladder.permissions import can_edit_ladders


def register() -> None:
    """Called once when the app starts."""
    register_kind(DraftKind("calendar_edit", "reminders:calendar_edit", _("Days of rest"), _for_the_office))


def _for_the_office(user: Any, key: str) -> None:
    """Whoever may change when the office is alerted."""
    require(can_edit_ladders(user))
