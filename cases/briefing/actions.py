"""Recording what the person was told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.briefing.choices import BriefingTopic
from cases.legal import due_kinds
from cases.legal.dues import settle
from cases.models import Briefing, Case, HearingPart
from cases.sheets import locked_case, may_write
from common.access import require
from common.errors import DomainError


class ToldInFuture(DomainError):
    """The day lies ahead."""

    code = "told_in_future"
    sentence = _("Only what was said already is recorded here. Choose today or an earlier day.")


class NothingTold(DomainError):
    """No topic was named."""

    code = "nothing_told"
    sentence = _("Choose what the person was told.")


@atomic
def create_briefing(
    *,
    actor: User,
    case: Case,
    facts: Mapping[str, Any],
    told_on: date | None = None,
    hearing: HearingPart | None = None,
) -> Briefing:
    """The person was told: when, what, in which language, by whom, and whether it was understood.

    `hearing`: the person knows its day now; it is one of the topics then. Refused: a day ahead (ToldInFuture), no topic
    (NothingTold), and a hearing of another case (NotAllowed).
    """
    case = locked_case(actor, case, Act.LEGAL_EDIT)
    day = told_on or timezone.localdate()
    if day > timezone.localdate():
        raise ToldInFuture
    require(hearing is None or hearing.case_id == case.pk)
    topics = {str(topic) for topic in facts.get("topics", ())}
    if hearing is not None:
        topics.add(BriefingTopic.HEARING.value)
    if not topics:
        raise NothingTold
    row = Briefing.of(case, recorded_by=actor, told_on=day)
    require(may_write(row, "facts"))
    row.facts = dict(facts) | {"topics": [topic for topic in BriefingTopic.values if topic in topics]}
    row.save(force_insert=True)
    record(actor, Tag.BRIEFING_CREATE, row, case_id=case.pk, changed=["facts"])
    if hearing is not None:
        HearingPart.objects.filter(pk=hearing.pk).update(told_at=timezone.now(), told_by=actor)
        settle(actor, hearing, due_kinds.TELL)
    return row
