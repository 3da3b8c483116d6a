"""Digests with one line."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Organisation, User
from reports.digest.models import Digest
from reports.digest.queries import week_before
from reports.digest.remarks import seal_remark


def make_digest(organisation: Organisation, *, weeks_ago: int = 0, about: User | None = None, **fields: Any) -> Digest:
    """The digest of a week in which somebody tried in vain, five times in a row."""
    first, last = week_before(timezone.localdate() - timedelta(weeks=weeks_ago))
    line = {"finding": "refused_row", "actor": str(about.pk) if about else "", "case": "", "count": 5, "usual": 0}
    days = {"first_day": first.isoformat(), "last_day": last.isoformat()}
    fields = {"lines": [line | days], "event_count": 9} | fields
    return Digest.objects.create(organisation=organisation, first_day=first, last_day=last, **fields)


def make_reviewed_digest(organisation: Organisation, by: User, *, weeks_ago: int = 0) -> Digest:
    """One about which somebody has said something."""
    digest = make_digest(organisation, weeks_ago=weeks_ago, reviewed_at=timezone.now(), reviewed_by=by)
    digest.remark = seal_remark(digest, "Asked the colleague")
    digest.save()
    return digest


def monday() -> date:
    """The first day of the last whole week."""
    return week_before(timezone.localdate())[0]
