"""Looking at the risk."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.actions import RISK_AGAIN
from cases.case.queries import worker_for
from cases.models import Case, RiskReview
from cases.risk.choices import RiskLevel
from cases.sheets import locked_case, may_write
from common.access import require
from reminders.actions import schedule_due, settle_due


@atomic
def review_risk(*, actor: User, case: Case, answers: Mapping[str, str]) -> RiskReview:
    """One look at the risk, kept beside the earlier ones. The next look becomes due by the level.

    `answers` shape: see RiskReview; "level" is needed.
    """
    case = locked_case(actor, case, Act.CASE_EDIT)
    now = timezone.now()
    review = RiskReview.of(case, reviewed_by=actor, reviewed_at=now)
    require(may_write(review, "answers"))
    review.answers = {code: answer for code, answer in answers.items() if answer}
    review.save(force_insert=True)
    settle_due(actor=actor, subject_id=case.pk, kind=due_kinds.RISK_REVIEW)
    # Levels that ask for help today are looked at again tomorrow.
    days = max(RISK_AGAIN[RiskLevel(answers["level"])], 1)
    schedule_due(
        actor=actor,
        owner=worker_for(case, actor),
        kind=due_kinds.RISK_REVIEW,
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=timezone.localdate() + timedelta(days=days),
    )
    record(actor, Tag.RISK_EDIT, review, case_id=case.pk, changed=["answers"])
    return review
