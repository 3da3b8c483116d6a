"""What may be due on a case, in words that are safe on any screen. Lengths are defaults an organisation may change."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reminders.ladder.defaults import NOTICE
from reminders.ladder.defaults import TASK as TASK_LADDER
from reminders.registry import DueKind, register_kind

GUARDIAN = "case.guardian"
KEEP_RECORD = "case.keep_record"
SAFE_CONTACT = "case.safe_contact"
RISK_REVIEW = "case.risk_review"
HEALTH_OFFER = "case.health_offer"
NEXT_STEP = "case.next_step"
CONSENT = "case.consent"
URGENT_NEEDS = "case.urgent_needs"
TASK = "case.task"
CONSENT_ENDS = "case.consent_ends"
ASSIGNED = "case.assigned"
HANDED_OVER = "case.handed_over"
GRANT_ENDS = "case.grant_ends"
GRANT_ENDS_LEAD = "case.grant_ends_lead"
ASKED = "case.asked"
ANSWERED = "case.answered"
EMERGENCY_TOLD = "case.emergency_told"
EMERGENCY_REVIEW = "case.emergency_review"

# Said to one colleague, who ticks it off; the others on the case have nothing to do about it.
NOTICES = frozenset(
    {ASSIGNED, HANDED_OVER, GRANT_ENDS, GRANT_ENDS_LEAD, ASKED, ANSWERED, EMERGENCY_TOLD, EMERGENCY_REVIEW}
)

# Source: intake and identification, section 8 (defaults), and the rule of 72 hours for what could not be asked.
ASK_AGAIN = timedelta(hours=72)
OFFER_HEALTH = timedelta(hours=72)
BEFORE_END = timedelta(days=7)

CASE = "cases.case"


def of_row(kind: str, pid: str) -> str:
    """The kind for one colleague or one assignment: it may be due several times about one case."""
    return f"{kind}:{pid}"


def is_notice(kind: str) -> bool:
    """Whether this kind, with or without a row, only tells somebody something."""
    return kind.partition(":")[0] in NOTICES


def register() -> None:
    """Called once when the app starts."""
    for code, label in (
        (GUARDIAN, _("Ask for a guardian")),
        (KEEP_RECORD, _("Ask whether we may keep the record")),
        (SAFE_CONTACT, _("Ask how to get in touch safely")),
        (RISK_REVIEW, _("Look at the risk again")),
        (HEALTH_OFFER, _("Offer a health check")),
        (URGENT_NEEDS, _("See to what is needed today")),
        (NEXT_STEP, _("Agree the next step")),
        (CONSENT, _("Ask again what the person agrees to")),
        (CONSENT_ENDS, _("An agreement ends: ask again")),
        (ASSIGNED, _("Read your new case")),
        (HANDED_OVER, _("Read the case that was handed over to you")),
        (GRANT_ENDS, _("Your work on this case ends soon: hand over, or ask for longer")),
        (GRANT_ENDS_LEAD, _("An assignment ends soon: prolong it, or find somebody else")),
        (ASKED, _("A colleague asks to see something")),
        (ANSWERED, _("Your question was answered")),
        (EMERGENCY_TOLD, _("Opened in an emergency: see by whom")),
        (EMERGENCY_REVIEW, _("Judge an emergency opening")),
    ):
        ladder = NOTICE if code in NOTICES else TASK_LADDER
        register_kind(DueKind(code, label, pgettext_lazy("button", "Open"), ladder=ladder))
    register_kind(DueKind(TASK, _("Task"), pgettext_lazy("button", "Open"), is_meeting=True))
