"""What may be due about proceedings, in words that say nothing to a stranger. No lengths where national law decides."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reminders.ladder.defaults import TASK
from reminders.registry import DueKind, register_kind

HEARING = "legal.hearing"
INTERVIEW = "legal.interview"
TELL = "legal.tell"
LIMIT = "legal.limit"
LIMIT_UNCHECKED = "legal.limit_unchecked"
LIMIT_CHECK = "legal.limit_check"
PROTECTION_ENDS = "legal.protection_ends"
RELEASE_FILED = "legal.release_filed"
RELEASE_DAY = "legal.release_day"
RELEASE_TOLD = "legal.release_told"
CLAIM_UNPAID = "legal.claim_unpaid"
# A day that two persons have read is watched as its kind asks; until then all are watched alike.
LIMIT_REVIEW = "legal.limit_review"
LIMIT_CLAIM = "legal.limit_claim"
LIMIT_FUND = "legal.limit_fund"
LIMIT_WAGES = "legal.limit_wages"
LIMIT_OFFENCE = "legal.limit_offence"
LIMIT_EVIDENCE = "legal.limit_evidence"
LIMITS = (LIMIT, LIMIT_REVIEW, LIMIT_CLAIM, LIMIT_FUND, LIMIT_WAGES, LIMIT_OFFENCE, LIMIT_EVIDENCE)
# A last day ends by what became of it, and by nothing else.
RECORDED = frozenset({*LIMITS, LIMIT_UNCHECKED, LIMIT_CHECK})
# By which ladder people are alerted; the others are everyday work.
LADDERS = {
    HEARING: "hearing",
    INTERVIEW: "interview",
    TELL: "hearing_moved",
    LIMIT: "appeal_limit",
    LIMIT_UNCHECKED: "appeal_limit",
    LIMIT_REVIEW: "review_request",
    LIMIT_CLAIM: "claim_limit",
    LIMIT_FUND: "compensation_limit",
    LIMIT_WAGES: "wage_claim",
    LIMIT_OFFENCE: "offence_limitation",
    LIMIT_EVIDENCE: "evidence_hold",
    PROTECTION_ENDS: "protection_order",
    RELEASE_DAY: "planned_release",
    RELEASE_TOLD: "release",
}
ALL = (
    HEARING, INTERVIEW, TELL, *LIMITS, LIMIT_UNCHECKED, LIMIT_CHECK, PROTECTION_ENDS, RELEASE_FILED, RELEASE_DAY,
    RELEASE_TOLD, CLAIM_UNPAID,
)  # fmt: skip


def register() -> None:
    """Called once when the app starts."""
    act = pgettext_lazy("button", "Open")
    for code, label in (
        (TELL, _("Tell the person about a change, in the safe way")),
        *((code, _("A day runs out")) for code in LIMITS),
        (LIMIT_UNCHECKED, _("A day runs out (not yet checked)")),
        (LIMIT_CHECK, _("Check a day against its document")),
        (PROTECTION_ENDS, _("Something ends: see whether it is to be prolonged")),
        (RELEASE_FILED, _("See whether a request still stands")),
        (RELEASE_DAY, _("Look at the safety plan")),
        (RELEASE_TOLD, _("Call the person now, in the safe way")),
        (CLAIM_UNPAID, _("See whether something has arrived")),
    ):
        ladder = LADDERS.get(code, TASK)
        register_kind(DueKind(code, label, act, ladder=ladder, is_recorded=code in RECORDED))
    for code in (HEARING, INTERVIEW):
        register_kind(DueKind(code, _("Appointment"), act, is_meeting=True, ladder=LADDERS[code]))
