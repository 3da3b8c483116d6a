"""What keeps a case open because a day of it still runs; and what legal work puts on its timeline."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.matrix import Act, may
from accounts.models import User
from cases.access import relation_of_visible
from cases.hearing.choices import HearingKind, HearingState
from cases.hearing.joining import rejoin_hearings
from cases.hooks import TimelineItem, register_blocker, register_reopener, register_source
from cases.models import (
    Briefing,
    Case,
    Claim,
    HearingPart,
    LegalLimit,
    ProceedingStep,
    Protection,
    Release,
)

STEP, TOLD = "step", "told"
TITLES: Mapping[str, str | Promise] = {
    STEP: gettext_lazy("Step in a proceeding"),
    TOLD: gettext_lazy("Told about proceedings"),
    **{kind.value: kind.label for kind in HearingKind},
}


def blockers(case: Case) -> Iterable[str | Promise]:
    """A sentence for each day that still runs, with the day. What to do is to record what was done, or to hand over."""
    for day in LegalLimit.objects.filter(case=case, ended_at__isnull=True).values_list("end_on", flat=True):
        yield _sentence(_("Something runs out on %(day)s."), day)
    planned = HearingPart.objects.filter(case=case, hearing__state=HearingState.PLANNED)
    for day in planned.order_by("hearing__held_on").values_list("hearing__held_on", flat=True):
        yield _sentence(_("There is an appointment on %(day)s."), day)
    for model in (Protection, Release, Claim):
        watched = model._default_manager.filter(case=case, ended_at__isnull=True, watch_on__isnull=False)
        for day in watched.order_by("watch_on").values_list("watch_on", flat=True):
            yield _sentence(_("Somebody has to look at something on %(day)s."), day)


def _sentence(fact: str, day: date) -> str:
    what = _("Record on the page Legal what was done or who watches it from now on, or hand the case over.")
    return f"{fact % {'day': formats.date_format(day, 'DATE_FORMAT')}} {what}"


def events(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Steps, hearings and talks, for who may read them, without what they say."""
    if not may(user, Act.LEGAL_LIST, relation_of_visible(user)):
        return
    url = reverse("cases:legal_list", args=[case.pid])
    until = None if before is None else timezone.localdate(before)
    no_name, no_hour = Value(""), Cast(Value(None), DateTimeField())
    held = HearingPart.objects.filter(case=case, hearing__state=HearingState.HELD)
    rows = _of_days(
        held, "hearing__held_on", until, F("hearing__kind"), no_name, F("hearing__updated_at"), F("hearing__starts_at")
    )
    written = F("recorded_by__display_name"), F("created_at"), no_hour
    steps = _of_days(ProceedingStep.objects.filter(case=case), "happened_on", until, Value(STEP), *written)
    talks = _of_days(Briefing.objects.filter(case=case), "told_on", until, Value(TOLD), *written)
    for said, day, who, written_at, starts_at in rows.union(steps, talks, all=True).order_by("-day", "-written")[
        :limit
    ]:
        at = starts_at or _moment(day, written_at)
        if before is None or at < before:
            yield TimelineItem(at=at, kind="legal", title=TITLES[said], icon="scales", tone="sky", who=who, url=url)


def _of_days(rows: Any, name: str, until: date | None, said: Any, who: Any, written: Any, starts: Any) -> Any:
    """Rows of one kind as (what, day, who, written at, hour), up to a day; not one of them opens anything."""
    if until is not None:
        rows = rows.filter(**{f"{name}__lte": until})
    named = rows.order_by().annotate(said=said, day=F(name), who=who, written=written, starts=starts)
    return named.values_list("said", "day", "who", "written", "starts")


def _moment(day: date, written_at: datetime) -> datetime:
    """The moment of writing if it was that day, else noon."""
    if timezone.localdate(written_at) == day:
        return written_at
    return timezone.make_aware(datetime.combine(day, time(12)))


def register() -> None:
    """Called once when the app starts."""
    register_blocker(blockers)
    register_reopener(rejoin_hearings)
    register_source("legal", events)
