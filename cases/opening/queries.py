"""How locked lines open for somebody, and what was asked and opened on a case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Act, Relation, Role
from accounts.matrix import clearance, may
from accounts.models import User
from cases.access import relation_of_visible
from cases.models import AskRequest, Case, ConflictBlock, EmergencyOpening, Opening
from cases.opening.choices import AskState, Way
from encryption.classes import FieldClass
from encryption.principal import Clearance

# How long a value stays on the screen.
CLICK_SECONDS = 10 * 60
REASON_SECONDS = 60
# A reason each time, whoever asks and whatever the assignment.
ALWAYS_ASKED = frozenset({FieldClass.LOCATION, FieldClass.SUSPECTS})
# And who it is, again, within the last minutes.
CONFIRMED = frozenset({FieldClass.LOCATION})
# How long an answer stays in view of whoever asked.
ANSWER_STAYS = timedelta(days=3)


@dataclass(frozen=True)
class Lock:
    """How one line opens, for how many seconds it stays open, and whether the reader says first who it is."""

    way: Way
    seconds: int = REASON_SECONDS
    is_confirmed: bool = False


@dataclass(frozen=True)
class Ways:
    """How lines of one case open for one user."""

    base: Clearance
    relation: Relation
    may_reveal: bool
    may_ask: bool

    def closed(self) -> Lock:
        """For a line of which nothing may be read."""
        return Lock(Way.ASK if self.may_ask else Way.NONE)

    def lock_of(self, cells: Iterable[Any]) -> Lock:
        """For a line of which at least one of `cells` may be read. What was opened on asking needs no second reason."""
        readable = [cell for cell in cells if cell.may_reveal()]
        if not self.may_reveal or not readable:
            return self.closed()
        classes = {cell.field_class for cell in readable}
        is_confirmed = bool(classes & CONFIRMED)
        if not any(self.base.may_read(cell.field_class, cell.label) for cell in readable):
            return Lock(Way.CLICK, REASON_SECONDS, is_confirmed)
        if self.relation != Relation.GRANT or classes & ALWAYS_ASKED:
            return Lock(Way.REASON, REASON_SECONDS, is_confirmed)
        return Lock(Way.CLICK, CLICK_SECONDS, is_confirmed)


def ways_of(user: User, case: Case) -> Ways:
    """How locked lines of a visible case open for `user`. A closed case can be read, and nothing is asked about it."""
    relation = relation_of_visible(user)
    return Ways(
        base=clearance(user.role, relation),
        relation=relation,
        may_reveal=may(user, Act.CASE_REVEAL, relation),
        may_ask=not case.is_closed and may(user, Act.OPENING_ASK, relation),
    )


def coordinators_of(case: Case) -> list[User]:
    """Coordinators who may open the case: those of its team first."""
    users = User.objects.filter(organisation_id=case.organisation_id).with_role(Role.COORDINATOR)
    blocked = ConflictBlock.objects.in_force().filter(case=case).values("user_id")
    found = users.exclude(pk__in=blocked).order_by("created_at", "pk")
    return sorted(found, key=lambda user: user.team_id != case.team_id)


def asks_of(user: User, case: Case | None = None) -> list[AskRequest]:
    """Own questions that wait, are in force, or were answered in the last days; the newest first."""
    rows = AskRequest.objects.visible_to(user).filter(asked_by=user).select_related("case", "decided_by")
    if case is not None:
        rows = rows.filter(case=case)
    fresh = Q(state=AskState.ASKED) | Q(decided_at__gt=timezone.now() - ANSWER_STAYS)
    return list(rows.filter(fresh).order_by("-created_at")[:20])


def asks_for(user: User, case: Case | None = None) -> list[AskRequest]:
    """Questions that wait for an answer of `user`, the oldest first."""
    if not may(user, Act.OPENING_DECIDE, relation_of_visible(user)):
        return []
    rows = AskRequest.objects.visible_to(user).waiting().exclude(asked_by=user).select_related("case", "asked_by")
    if case is not None:
        rows = rows.filter(case=case)
    return list(rows.order_by("created_at")[:50])


@dataclass(frozen=True)
class AskLine:
    """A question in words that are safe on any screen."""

    ask: AskRequest
    label: str
    words: str
    tone: str
    is_open: bool


def line_words(ask: AskRequest, labels: Collection[tuple[str, Any]] = ()) -> AskLine:
    """A question with the name of what was asked for, and how it stands now."""
    is_open = ask.state == AskState.GRANTED and ask.granted_until is not None and ask.granted_until > timezone.now()
    if ask.state == AskState.ASKED:
        words, tone = _("Waits for an answer"), "soon"
    elif ask.state == AskState.REFUSED:
        words, tone = _("No"), ""
    elif is_open and ask.granted_until is not None:
        at = timezone.localtime(ask.granted_until).strftime("%H:%M")
        words, tone = _("Open for you until %(at)s") % {"at": at}, "ok"
    else:
        words, tone = _("It was open for you; the time is over"), ""
    return AskLine(ask, dict(labels).get(ask.line, ""), words, tone, is_open)


def openings_on(user: User, case: Case) -> list[Opening]:
    """Lines of the case that were opened with a reason, the newest first."""
    return list(
        Opening.objects.visible_to(user).filter(case=case).select_related("opened_by").order_by("-created_at")[:50]
    )


def questions_on(user: User, case: Case) -> list[AskRequest]:
    """Questions about the case that `user` may know, the newest first."""
    rows = AskRequest.objects.visible_to(user).filter(case=case).select_related("asked_by", "decided_by", "case")
    return list(rows.order_by("-created_at")[:50])


def emergencies_on(user: User, case: Case) -> list[EmergencyOpening]:
    """Emergency openings of the case, the newest first."""
    rows = EmergencyOpening.objects.visible_to(user).filter(case=case).select_related("opened_by", "judged_by")
    return list(rows.order_by("-opened_at")[:50])
