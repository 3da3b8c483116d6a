"""Emergency openings of some days ago."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.models import Case, EmergencyOpening


def make_emergency(case: Case, user: User, **fields: Any) -> EmergencyOpening:
    """One that is over and not judged."""
    at = timezone.now() - timedelta(days=9)
    plain = {"opened_at": at, "until": at, "reason": "danger", "review_by": timezone.localdate()}
    row = EmergencyOpening.of(case, opened_by=user, **(plain | fields))
    row.save(force_insert=True)
    return row
