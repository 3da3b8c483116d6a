"""Writing and reviewing digests. They hold ids and counts; what a reviewer says of one is sealed."""

from datetime import date

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


class AlreadyReviewed(DomainError):
    """Somebody was first."""

    code = "digest_reviewed"
    sentence = _("This digest was reviewed already. What was said stands beside it.")


def write_digests(today: date | None = None) -> int:
    """The digest of the last whole week for each organisation; how many were written. A second run writes none."""
    first_day, last_day = week_before(today or timezone.localdate())
    have = Digest.objects.filter(first_day=first_day).values_list("organisation_id", flat=True)
    made = 0
    for organisation in Organisation.objects.exclude(pk__in=list(have)).order_by("slug"):
        with scope(organisation_id=organisation.pk, via="task", purpose=PURPOSE):
            write_digest(organisation, first_day, last_day)
        made += 1
    return made


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
