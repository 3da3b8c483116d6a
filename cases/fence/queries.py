"""Counting in the trail what somebody opened within the hour, and telling who came near the limit or reached it."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from audit.models import Event
from audit.tags import Outcome, Tag
from cases.look.choices import LookKind, tags_of

HOUR = timedelta(hours=1)
TOLD_FOR = timedelta(days=7)
MOST_TOLD = 20
_READING = tuple(tags_of({LookKind.READ, LookKind.REVEAL}))
# From a confirmation on everything is counted anew; what was told before it is not told twice.
_MARKS = (Tag.SESSION_REAUTHENTICATE, Tag.VOLUME_NEAR, Tag.VOLUME_REACH)


@dataclass
class Opened:
    """What somebody opened within the hour and since the last confirmation. `told`: which alarms went out."""

    cases: set[UUID] = field(default_factory=set)
    hits: int = 0
    told: set[str] = field(default_factory=set)


def opened_by(user: User) -> Opened:
    """One query over the events of the last hour. What tasks did for somebody, such as an import, is not counted."""
    reads = Q(tag__in=_READING, case_id__isnull=False, outcome=Outcome.OK) & ~Q(detail__contains='"via":')
    rows = Event.objects.filter(
        Q(tag__in=(*_MARKS, Tag.CASE_SEARCH)) | reads,
        organisation_id=user.organisation_id,
        at__gt=timezone.now() - HOUR,
        actor_id=user.pk,
    ).order_by("seq")
    opened = Opened()
    for tag, case_id, detail in rows.values_list("tag", "case_id", "detail"):
        if tag == Tag.SESSION_REAUTHENTICATE:
            opened = Opened()
        elif tag == Tag.CASE_SEARCH:
            opened.hits += json.loads(detail).get("found", 0)
        elif tag in _MARKS:
            opened.told.add(f"{tag}:{json.loads(detail)['what']}")
        else:
            opened.cases.add(case_id)
    return opened


def volume_alarms(user: User) -> list[str]:
    """Who came near a limit or reached it in the last week, the newest first: names of staff and counts, no case."""
    if not may(user, Act.VOLUME_ALARMS):
        return []
    rows = Event.objects.filter(
        organisation_id=user.organisation_id,
        at__gt=timezone.now() - TOLD_FOR,
        tag__in=(Tag.VOLUME_NEAR, Tag.VOLUME_REACH),
    ).select_related("actor")
    return [_sentence(event) for event in rows.order_by("-seq")[:MOST_TOLD]]


def _sentence(event: Event) -> str:
    detail = json.loads(event.detail)
    words = {
        "cases": _("%(name)s opened %(count)s different cases within an hour (%(at)s)."),
        "hits": _("%(name)s saw %(count)s search results within an hour (%(at)s)."),
    }
    at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M")
    name = event.actor.display_name if event.actor is not None else ""
    return words[detail["what"]] % {"name": name, "count": detail["count"], "at": at}
