"""Who may do what with an answer, beside the table."""

from django.utils import timezone

from accounts.models import User
from cases.consent.choices import ConsentAnswer
from cases.consent.effects import UNDO_FOR
from cases.models import Consent


def can_undo_withdrawal(user: User, row: Consent) -> bool:
    """Whoever has only just recorded a withdrawal, while it is the current answer."""
    is_new = timezone.now() - row.created_at <= UNDO_FOR
    is_own = row.recorded_by_id == user.pk
    return bool(row.is_current and row.answer == ConsentAnswer.WITHDRAWN and row.replaces_id and is_new and is_own)
