"""Refusals about hearings."""

from django.utils.translation import gettext_lazy as _

from cases.hearing.choices import HearingState
from cases.models import Hearing
from common.errors import DomainError


class HearingOver(DomainError):
    """It was held or cancelled."""

    code = "hearing_over"
    sentence = _("This hearing was held or cancelled. Set a new one.")


class HearingDayPassed(DomainError):
    """The new day lies behind us."""

    code = "hearing_day_passed"
    sentence = _("This day has passed. Choose today or a later day.")


class HearingStaysThere(DomainError):
    """Day and hour are the same."""

    code = "hearing_stays"
    sentence = _("This is the day and hour it has already.")


class HearingAhead(DomainError):
    """It was not held before its day."""

    code = "hearing_ahead"
    sentence = _("This day has not come yet. Move the hearing, or cancel it, if it is not held then.")


def require_planned(hearing: Hearing) -> None:
    """Raise HearingOver unless it lies ahead."""
    if hearing.state != HearingState.PLANNED:
        raise HearingOver
