"""Reads of the contact log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.matrix import CALL_LOG, Act, may
from accounts.models import User
from cases.call.choices import GUARDED, Became, CallAsked, CallChannel, CallDone, Caller, Danger, Whose
from cases.call.querysets import CallQuerySet
from cases.choices import languages
from cases.intake.choices import KIND as INTAKE
from cases.models import Call, Case
from common.drafts.models import Draft
from common.shown import Shown, show
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import current_principal

PAGE = 25
CLASSES = (FieldClass.PROFILE, FieldClass.NARRATIVE)


@dataclass(frozen=True)
class CallFilter:
    """What the list is narrowed to. `since` is the first day (inclusive)."""

    whose: Whose = Whose.ALL
    channel: str = ""
    caller: str = ""
    became: Became = Became.ANY
    before: datetime | None = None

    @property
    def is_narrowed(self) -> bool:
        return self.whose != Whose.ALL or bool(self.channel or self.caller) or self.became != Became.ANY


@dataclass(frozen=True)
class CallLine:
    """One entry in words."""

    row: Call
    facts: Shown
    channel: str
    caller: str
    language: str = ""
    danger: str = ""
    danger_tone: str = ""
    asked: tuple[str, ...] = ()
    done: tuple[str, ...] = ()

    @property
    def is_guarded(self) -> bool:
        return self.row.caller in GUARDED

    @property
    def forget_on(self) -> date:
        """The day on which it is forgotten."""
        return timezone.localdate(self.row.happened_at + timedelta(days=settings.CALL_KEEP_DAYS))


@dataclass
class CallPage:
    """A page of the log, the newest first. `older`: the instant from which older ones follow."""

    lines: list[CallLine] = field(default_factory=list)
    older: datetime | None = None


def admit_calls(user: User, calls: Iterable[Call]) -> None:
    """Bring entries that a scoped queryset gave into the reader's scope, with their keys in one query."""
    rows = list(calls)
    if not may(user, Act.CALL_LIST):
        return
    principal = current_principal()
    for row in rows:
        principal.admit(row.pk, CALL_LOG)
    preload([(row.organisation_id, row.pk) for row in rows], CLASSES)


def with_begun(rows: CallQuerySet) -> CallQuerySet:
    """Each with `is_begun`: an intake or a case came of it, and is there still.

    An intake that was discarded, or forgotten after its days, leaves the way open to begin another.
    """
    key = OuterRef("case_key")
    begun = Exists(Case.objects.filter(pid=key)) | Exists(Draft.objects.filter(kind=INTAKE, key=key))
    found: CallQuerySet = rows.annotate(is_begun=begun)
    return found


def entries() -> CallQuerySet:
    """All entries with who wrote them, for a read that asks what is visible."""
    return with_begun(Call.objects.select_related("logged_by"))


def list_calls(user: User, wanted: CallFilter) -> CallPage:
    """One page of the log as `user` may read it."""
    rows: CallQuerySet = with_begun(Call.objects.visible_to(user).select_related("logged_by"))
    if wanted.whose == Whose.MINE:
        rows = rows.filter(logged_by=user)
    for name in ("channel", "caller"):
        if code := getattr(wanted, name):
            rows = rows.filter(**{name: code})
    if wanted.became == Became.CASE:
        rows = rows.filter(is_begun=True)
    elif wanted.became == Became.NOTHING:
        rows = rows.filter(is_begun=False)
    if wanted.before is not None:
        rows = rows.filter(happened_at__lt=wanted.before)
    found = list(rows.order_by("-happened_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    admit_calls(user, shown)
    return CallPage([line_of(row) for row in shown], shown[-1].happened_at if len(found) > PAGE else None)


def line_of(row: Call) -> CallLine:
    """One entry. A code that no list knows is shown as it is."""
    held = show(row.facts)
    channel, caller = str(CallChannel(row.channel).label), str(Caller(row.caller).label)
    if not held:
        return CallLine(row, held, channel, caller)
    value: dict[str, Any] = held.value
    danger, language = value.get("danger", ""), value.get("language", "")
    asked, done = dict(CallAsked.choices), dict(CallDone.choices)
    return CallLine(
        row,
        held,
        channel,
        caller,
        language=languages.name(language) if language in languages.CODES else str(language),
        danger=str(dict(Danger.choices).get(danger, danger)),
        danger_tone="late" if danger == Danger.YES else "soon" if danger == Danger.UNCLEAR else "",
        asked=tuple(str(asked.get(code, code)) for code in value.get("asked", ())),
        done=tuple(str(done.get(code, code)) for code in value.get("done", ())),
    )
