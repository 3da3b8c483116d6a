"""Writing and reviewing digests. They hold ids and counts; what a reviewer says of one is sealed."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from audit.record import atomic, record, scope
from audit.tags import Tag
from common.access import require
from common.errors import DomainError
from reports.digest.models import Digest
from reports.digest.permissions import can_review_digest
from reports.digest.queries import find_lines, week_before
from reports.digest.remarks import seal_remark

PURPOSE = "reports.write_digests"
WEEK = timedelta(weeks=1)
# Older weeks than half a year are nobody's news any more; the trail still holds them.
MOST_WEEKS = 26


class AlreadyReviewed(DomainError):
    """Somebody was first."""

    code = "digest_reviewed"
    sentence = _("This digest was reviewed already. What was said stands beside it.")


def write_digests(today: date | None = None) -> int:
    """The digests of whole weeks that are missing, oldest first; how many were written. A second run writes none.

    An organisation's first digest is that of the last week. From then on no week is left out, however long nothing ran,
    up to MOST_WEEKS back.
    """
    first_day, _last_day = week_before(today or timezone.localdate())
    begin = first_day - WEEK * (MOST_WEEKS - 1)
    have: dict[UUID, set[date]] = {}
    rows = Digest.objects.filter(first_day__gte=begin).values_list("organisation_id", "first_day")
    for organisation_id, day in rows:
        have.setdefault(organisation_id, set()).add(day)
    made = 0
    for organisation in Organisation.objects.order_by("slug"):
        known = have.get(organisation.pk, set())
        since = min(known) if known else begin if _was_watched(organisation, begin) else first_day
        for day in _weeks(since, first_day):
            if day not in known:
                with scope(organisation_id=organisation.pk, via="task", purpose=PURPOSE):
                    write_digest(organisation, day, day + WEEK - timedelta(days=1))
                made += 1
    return made


def _was_watched(organisation: Organisation, before: date) -> bool:
    return Digest.objects.filter(organisation=organisation, first_day__lt=before).exists()


def _weeks(first: date, last: date) -> Iterator[date]:
    """The Mondays from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += WEEK


@atomic
def write_digest(organisation: Organisation, first_day: date, last_day: date) -> Digest:
    """What was found in one week of one organisation."""
    lines, count = find_lines(organisation.pk, first_day, last_day)
    digest = Digest.objects.create(
        organisation=organisation,
        first_day=first_day,
        last_day=last_day,
        event_count=count,
        lines=[line.as_json() for line in lines],
    )
    record(None, Tag.DIGEST_CREATE, digest, organisation_id=organisation.pk, line_count=len(lines), event_count=count)
    return digest


@atomic
def review_digest(*, actor: User, digest: Digest, remark: str) -> Digest:
    """Say in a sentence what came of looking at it. Once, and never by somebody who stands in it."""
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    require(can_review_digest(actor, digest))
    if digest.reviewed_at is not None:
        raise AlreadyReviewed
    digest.reviewed_at, digest.reviewed_by, digest.remark = timezone.now(), actor, seal_remark(digest, remark)
    digest.save(update_fields=["reviewed_at", "reviewed_by", "remark", "updated_at"])
    record(actor, Tag.DIGEST_REVIEW, digest, changed=["remark"])
    return digest
