"""The fence: 50 different cases and 200 search results an hour, then whoever it is says anew who it is."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import StepUpNeeded
from audit.record import current_scope, record, scope
from audit.tags import Outcome, Tag
from cases.fence.queries import Opened, opened_by
from cases.models import Case

NEAR_PERCENT = 80
MANY_CASES = _("You opened very many cases within this hour. Confirm on a page of Daybook who you are, then go on.")
MANY_HITS = _(
    "You saw very many search results within this hour. Confirm on a page of Daybook who you are, then go on."
)


def pass_case(user: User, case: Case) -> None:
    """Raise StepUpNeeded for one more case than `CASES_PER_HOUR`; a case that is open already passes. One query.

    At 80 % and at the limit the trail gets a row each, which coordinators and auditors see as an alarm.
    """
    if not _is_watched():
        return
    opened = opened_by(user)
    if case.pk in opened.cases:
        return
    if _is_over(user, opened, "cases", len(opened.cases), len(opened.cases) + 1, settings.CASES_PER_HOUR):
        raise StepUpNeeded(MANY_CASES)


def pass_find(user: User) -> None:
    """The same before a search, for `HITS_PER_HOUR` results seen."""
    if not _is_watched():
        return
    opened = opened_by(user)
    if _is_over(user, opened, "hits", opened.hits, opened.hits, settings.HITS_PER_HOUR):
        raise StepUpNeeded(MANY_HITS)


def _is_watched() -> bool:
    """Only what people ask for; commands and tasks are nobody's reading."""
    current = current_scope()
    return current is not None and current.via == "web"


def _is_over(user: User, opened: Opened, what: str, have: int, wanted: int, limit: int) -> bool:
    if have >= limit:
        _tell(user, opened, Tag.VOLUME_REACH, Outcome.REFUSED, what, have)
        return True
    if wanted * 100 >= limit * NEAR_PERCENT:
        _tell(user, opened, Tag.VOLUME_NEAR, Outcome.OK, what, wanted)
    return False


def _tell(user: User, opened: Opened, tag: Tag, outcome: Outcome, what: str, count: int) -> None:
    """Once until the next confirmation. In a scope of its own, since it is no change that the request asked for."""
    if f"{tag}:{what}" in opened.told:
        return
    outer = current_scope()
    with scope(actor=user, via="fence") as own:
        own.session_digest = outer.session_digest if outer is not None else ""
        record(user, tag, user, outcome=outcome, what=what, count=count)
