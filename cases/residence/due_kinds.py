"""What may be due about a stay. The codes stand plain in the database, so they are numbers that name nothing.

Each kind is one ladder of alarms; its words say on any screen no more than that a day is to be kept.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.residence.choices import DateKind
from reminders.registry import DueKind, register_kind

DAY, TODAY, CHECK, ASK = (
    _("A day to keep"),
    _("See to this today"),
    _("Check a day against its letter"),
    _("Ask for a day"),
)
AGAIN = _("Two read different days: read the letter")
TELL = _("Tell the person something, in a language that is understood")

# What is watched: (number of its kind, ladder, words). A number is never reused.
KINDS: Mapping[DateKind, tuple[int, str, Promise]] = MappingProxyType(
    {
        DateKind.REFLECTION_END: (1, "reflection_end", DAY),
        DateKind.COOPERATION: (2, "cooperation_decision", DAY),
        DateKind.DECISION: (3, "decision_overdue", DAY),
        DateKind.PERMIT_END: (4, "permit_expiry", DAY),
        DateKind.RENEWAL_OPENS: (5, "renewal_opens", DAY),
        DateKind.RENEWAL_CLOSES: (6, "renewal_closes", DAY),
        DateKind.LONG_TERM: (7, "long_term_window", DAY),
        DateKind.APPEAL_LIMIT: (8, "appeal_limit", DAY),
        DateKind.REPORT: (9, "report_duty", DAY),
        DateKind.TRAVEL_DOCUMENT: (10, "travel_document", DAY),
        DateKind.INTERIM: (11, "interim_certificate", DAY),
        DateKind.BIRTHDAY: (12, "birthday_18", DAY),
        DateKind.DUBLIN: (13, "dublin_limit", DAY),
        DateKind.INFORMATION: (14, "information_duty", TELL),
        DateKind.CONFIRM_END: (15, "confirm_end", CHECK),
        DateKind.PAPERS: (16, "papers_valid", ASK),
        DateKind.DETENTION: (17, "detention", TODAY),
        DateKind.REMOVAL: (18, "removal", TODAY),
        DateKind.EXPIRED: (21, "stay_over", TODAY),
    }
)


# That a second person reads the limit of an appeal in its document. It is asked beside the limit, not watched by itself.
LIMIT_CHECK = "day.19"
# That a third person reads it, where two read different days.
LIMIT_DISPUTED = "day.20"


def code_of(kind: DateKind) -> str:
    """The plain code of what is watched."""
    return f"day.{KINDS[kind][0]}"


def register() -> None:
    """Called once when the app starts."""
    for kind, (_number, ladder, words) in KINDS.items():
        register_kind(DueKind(code_of(kind), words, pgettext_lazy("button", "Open"), ladder=ladder, is_recorded=True))
    register_kind(DueKind(LIMIT_DISPUTED, AGAIN, pgettext_lazy("button", "Open"), is_recorded=True))
    register_kind(DueKind(LIMIT_CHECK, CHECK, pgettext_lazy("button", "Open"), is_recorded=True))
