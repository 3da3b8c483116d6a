"""A week of the invented trail in which something stands out, and its digest."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from audit.chain import Entry, append
from audit.tags import Outcome, Tag
from cases.models import Case
from reports.digest.actions import write_digests
from reports.digest.choices import LIMITS
from reports.digest.models import Digest
from reports.digest.queries import week_before


def load_demo_digest() -> int:
    """Write what two colleagues did last week, then the digests. How many were written; none at the second time."""
    if Digest.objects.exists():
        return 0
    first = week_before(timezone.localdate())[0]
    begin = datetime.combine(first, time(), tzinfo=timezone.get_current_timezone())
    reader, stranger = User.objects.get(username="caseworker2"), User.objects.get(username="legal")
    foreign = Case.objects.filter(organisation=reader.organisation).exclude(team=reader.team)
    night = begin + timedelta(days=2, hours=22, minutes=40)
    entries = [
        _entry(reader, night + timedelta(minutes=4 * place), case)
        for place, case in enumerate(foreign.order_by("reference")[: LIMITS.cases_of_another_team + 1])
    ]
    noon = begin + timedelta(days=3, hours=12)
    entries += [_entry(stranger, noon + timedelta(minutes=place)) for place in range(LIMITS.refused_in_a_row)]
    append(entries)
    return write_digests()


def _entry(actor: User, at: datetime, case: Case | None = None) -> Entry:
    """An opened case, or a refused try where there is none."""
    own: Organisation = actor.organisation
    if case is None:
        return Entry(Tag.ACCESS_REFUSE.value, Outcome.REFUSED.value, actor.pk, own.pk, at=at)
    subject = {"subject_type": "cases.case", "subject_id": str(case.pk), "case_id": case.pk}
    return Entry(Tag.CASE_OPEN.value, Outcome.OK.value, actor.pk, own.pk, at=at, **subject)  # type: ignore[arg-type]
