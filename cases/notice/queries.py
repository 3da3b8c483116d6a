"""What somebody was alerted of and is still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.tags import Tag
from cases import due_kinds
from cases.case.deadlines import how_soon
from cases.models import Case
from common.access import get_visible_or_404, require
from reminders.ladder.choices import Part
from reminders.models import Alert, DueThing

# More than that nobody reads at once.
MOST = 200


@dataclass(frozen=True)
class NoticeLine:
    """The latest alert about one thing: the case's number and "Deadline" or "Due", never what it is."""

    alert: Alert
    case: Case
    title: str
    chip: str
    tone: str
    why: str
    url: str
    is_new: bool
    can_take: bool


def running_alerts(user: User) -> Any:
    """Alerts of `user` about things still to do on cases that `user` may open."""
    rows = Alert.objects.visible_to(user).running().filter(due__subject_type=due_kinds.CASE)
    # Asked of each alert: a list of all cases in sight would be read whole for a coordinator.
    return rows.filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("due__subject_id"))))


def new_count(user: User) -> int:
    """How many things `user` was alerted of and did not look at yet."""
    count: int = running_alerts(user).unseen().order_by().values("due").distinct().count()
    return count


def list_notices(user: User) -> list[NoticeLine]:
    """One line for each thing, new ones first, then the earliest due. A constant number of queries."""
    rows: QuerySet[Alert, Alert] = running_alerts(user).select_related("due__owner").order_by("-raised_at", "-for_at")
    latest: dict[Any, Alert] = {}
    unseen = set()
    for alert in rows[: MOST * 5]:
        latest.setdefault(alert.due_id, alert)
        if alert.seen_at is None:
            unseen.add(alert.due_id)
    alerts = list(latest.values())[:MOST]
    cases = {case.pk: case for case in _cases(user, alerts)}
    today = timezone.localdate()
    lines = [
        _line(user, alert, cases[alert.due.subject_id], alert.due_id in unseen, today)
        for alert in alerts
        if alert.due.subject_id in cases
    ]
    return sorted(lines, key=lambda line: (not line.is_new, line.alert.due.due_on, line.case.reference))


def _cases(user: User, alerts: Iterable[Alert]) -> Any:
    wanted = {alert.due.subject_id for alert in alerts}
    return Case.objects.visible_to(user).filter(pk__in=wanted).only("pk", "pid", "reference", "organisation")


def _line(user: User, alert: Alert, case: Case, is_new: bool, today: date) -> NoticeLine:
    chip, tone = how_soon(alert.due.due_on, today)
    is_own = alert.due.owner_id == user.pk
    return NoticeLine(
        alert=alert,
        case=case,
        title=_("Deadline") if alert.is_urgent else _("Something is due"),
        chip=chip,
        tone=tone,
        why=_why(alert, is_own),
        url=reverse("cases:due_detail", args=[alert.due.pid])
        if is_own or alert.part == Part.STAND_IN
        else reverse("cases:case_detail", args=[case.pid]),
        is_new=is_new,
        can_take=not is_own,
    )


def _why(alert: Alert, is_own: bool) -> str:
    """Why it came to the reader, if it is a colleague's."""
    if is_own:
        return ""
    name = {"name": alert.due.owner.display_name}
    if alert.part == Part.STAND_IN:
        return _("You stand in for %(name)s") % name
    if alert.step.startswith("lead:"):
        return _("%(name)s has not answered yet") % name
    return _("%(name)s answers for it") % name


def notice_of(user: User, pid: str, tag: Tag) -> tuple[DueThing, Case]:
    """The thing that an alert of `user` is about, and its case, which may be open to `user` still; else NotAllowed."""
    alert: Alert = get_visible_or_404(Alert.objects.select_related("due"), user, pid, tag=tag)
    case: Case | None = Case.objects.visible_to(user).filter(pk=alert.due.subject_id).first()
    require(alert.due.subject_type == due_kinds.CASE and case is not None)
    assert case is not None
    return alert.due, case
