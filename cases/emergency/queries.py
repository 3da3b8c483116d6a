"""Reads about emergency openings: what one shows, what waits to be judged, and what should alarm somebody."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import Act, Relation
from accounts.matrix import clearance, may
from accounts.models import User
from audit.models import Event
from audit.tags import Outcome, Tag
from cases.access import relation_of_visible
from cases.contact.queries import safe_words
from cases.models import Case, ContactSheet, EmergencyOpening, HealthSheet
from common.shown import Shown, State, show
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import current_principal

# Source: security.md E1 and E3.
OPEN_FOR = timedelta(minutes=60)
REVIEW_WORKING_DAYS = 3
LOOK_BACK = timedelta(days=30)
MOST_PER_PERSON = 3
MOST_SHARE = 10  # percent of all openings
# Numbers run on, so that trying them is slowed down.
MOST_WRONG_NUMBERS = 10
WRONG_NUMBERS_IN = timedelta(hours=1)
SATURDAY = 5


def after_working_days(day: date, count: int) -> date:
    """The day that is `count` working days (Monday to Friday) after `day`."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def _as_printed(number: str) -> str:
    """The number as it is printed, however it was typed."""
    return re.sub(r"[\s\-\u2010-\u2015]+", "-", number.strip()).upper()


def numbered(user: User, number: str) -> Case | None:
    """The case with this printed number, open to `user` or not; none that a conflict block keeps from `user`."""
    rows = Case.objects.filter(organisation_id=user.organisation_id, reference=_as_printed(number))
    found: Case | None = rows.not_blocked_for(user).first()
    return found


def hidden_number(user: User, number: str) -> Case | None:
    """For the trail only: the case whose number was tried in vain."""
    rows = Case.objects.filter(organisation_id=user.organisation_id, reference=_as_printed(number))
    found: Case | None = rows.first()
    return found


def own_opening(user: User, pid: str) -> EmergencyOpening | None:
    """What `user` opened, running or over; none of a case from which `user` is kept away by now."""
    if not may(user, Act.EMERGENCY_OPEN):
        return None
    found: EmergencyOpening | None = EmergencyOpening.objects.own(user).select_related("case").filter(pid=pid).first()
    return found


def has_tried_too_often(user: User) -> bool:
    """Whether `user` has lately tried many numbers that open nothing."""
    tried = Event.objects.filter(
        actor=user, tag=Tag.EMERGENCY_OPEN, outcome=Outcome.REFUSED, at__gt=timezone.now() - WRONG_NUMBERS_IN
    )
    return tried.count() >= MOST_WRONG_NUMBERS


def admit_for_emergency(user: User, case: Case) -> None:
    """Put the case in scope with exactly what an emergency opens. Call only for an opening of `user` that runs."""
    current_principal().admit(case.pk, clearance(user.role, Relation.EMERGENCY))
    preload([(case.organisation_id, case.pk)], [FieldClass.CONTACT, FieldClass.HEALTH])


@dataclass(frozen=True)
class NeededNow:
    """What an emergency opening shows, and nothing else."""

    safe_contact: Shown
    alerts: Shown
    needs: Shown


def needed_now(case: Case) -> NeededNow:
    """Safe contact and urgent health needs of a case in scope. What was never asked means: do not contact."""
    contact = ContactSheet.objects.filter(case=case).first() or ContactSheet.of(case)
    health = HealthSheet.objects.filter(case=case).first() or HealthSheet.of(case)
    safe = show(contact.safe_contact, "emergency")
    if safe.state in {State.VALUE, State.EMPTY}:
        safe = Shown(State.VALUE, safe_words(safe.value))
    return NeededNow(safe, show(health.alerts, "emergency"), show(health.needs, "emergency"))


def running_of(user: User) -> list[EmergencyOpening]:
    """Own openings whose hour is not over, for the banner."""
    if not may(user, Act.EMERGENCY_OPEN):
        return []
    return list(EmergencyOpening.objects.own(user).running().select_related("case").order_by("until"))


def to_judge(user: User) -> list[EmergencyOpening]:
    """What `user` may judge and nobody has judged, the oldest first."""
    if not may(user, Act.EMERGENCY_REVIEW, relation_of_visible(user)):
        return []
    rows = EmergencyOpening.objects.visible_to(user).unjudged().exclude(opened_by=user)
    return list(rows.select_related("case", "opened_by").order_by("review_by", "opened_at"))


def judged(user: User) -> list[EmergencyOpening]:
    """What was judged in the last weeks, the newest first."""
    if not may(user, Act.EMERGENCY_REVIEW, relation_of_visible(user)):
        return []
    rows = EmergencyOpening.objects.visible_to(user).exclude(verdict="").since(timezone.now() - 3 * LOOK_BACK)
    return list(rows.select_related("case", "opened_by", "judged_by").order_by("-judged_at")[:50])


@dataclass
class Alarms:
    """What somebody must look at. Names of staff and counts, nothing about a case."""

    late: list[EmergencyOpening] = field(default_factory=list)
    often: list[tuple[str, int]] = field(default_factory=list)
    count: int = 0
    openings: int = 0

    @property
    def is_share_high(self) -> bool:
        return self.count > 0 and self.count * 100 > MOST_SHARE * self.openings

    @property
    def sentences(self) -> list[str]:
        """Each alarm in one sentence."""
        said = []
        if self.late:
            number = len(self.late)
            said.append(
                ngettext(
                    "%(number)s emergency opening was not judged in time.",
                    "%(number)s emergency openings were not judged in time.",
                    number,
                )
                % {"number": number}
            )
        for name, count in self.often:
            said.append(
                _("%(name)s needed %(count)s emergency openings in 30 days: the rules may be wrong.")
                % {"name": name, "count": count}
            )
        if self.is_share_high:
            said.append(
                _("%(count)s of %(all)s openings in 30 days were emergencies: the rules may be wrong.")
                % {"count": self.count, "all": self.openings}
            )
        return said

    def __bool__(self) -> bool:
        return bool(self.late or self.often or self.is_share_high)


def alarms_for(user: User) -> Alarms:
    """Alarms of the own organisation: not judged in time, too many of one person, too many of all openings.

    Counts are the same for everybody who may read them, so that a blocked coordinator learns nothing from a difference.
    """
    if not may(user, Act.EMERGENCY_ALARMS):
        return Alarms()
    since = timezone.now() - LOOK_BACK
    rows: Any = EmergencyOpening.objects.filter(organisation_id=user.organisation_id).select_related("opened_by")
    late = list(rows.unjudged().filter(review_by__lt=timezone.localdate()).order_by("review_by"))
    lately = [row.opened_by for row in rows.since(since)]
    counts = Counter(lately)
    often = [(person.display_name, count) for person, count in counts.items() if count > MOST_PER_PERSON]
    opened = Event.objects.filter(
        organisation_id=user.organisation_id, tag=Tag.CASE_OPEN, outcome=Outcome.OK, at__gte=since
    ).count()
    return Alarms(late, sorted(often), len(lately), opened + len(lately))
