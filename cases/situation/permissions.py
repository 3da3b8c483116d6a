"""Who may put a case back that was taken out of a situation, beside the table."""

from django.utils import timezone

from accounts.models import User
from cases.models import SituationLink
from cases.situation.choices import UNDO_FOR


def can_put_back(user: User, link: SituationLink) -> bool:
    """Whoever has only just taken this case out."""
    return bool(
        link.case_id and link.ended_at and link.ended_by_id == user.pk and timezone.now() - link.ended_at <= UNDO_FOR
    )
