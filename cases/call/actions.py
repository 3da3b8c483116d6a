"""Writing into the contact log, beginning a case from it, forgetting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from accounts.matrix import CALL_LOG
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.call.choices import FIRST_CONTACT, NEEDS, CallAsked, CallChannel, CallDone, Caller, Danger
from cases.call.permissions import can_begin_case, can_log_call
from cases.call.queries import admit_calls, with_begun
from cases.call.states import CallInFuture, CaseBegunAlready, NoConsentToRecord
from cases.intake.actions import keep_intake
from cases.intake.choices import Step
from cases.models import Call, CallCount
from cases.note.actions import CLOCK_MAY_DIFFER
from common.access import require
from common.pid import new_pid
from common.shown import show
from encryption.keys import shred_case_keys
from encryption.principal import current_principal

# Rows of one turn of the nightly task.
AT_ONCE = 500


@atomic
def create_call(
    *,
    actor: User,
    channel: CallChannel,
    caller: Caller,
    danger: Danger,
    language: str = "",
    asked: Sequence[str] = (),
    done: Sequence[str] = (),
    words: str = "",
    happened_at: datetime | None = None,
) -> Call:
    """Write down a call or a visit, without a name, sealed with keys of its own. `happened_at` (UTC) is now if not given."""
    require(can_log_call(actor))
    now = timezone.now()
    if happened_at is not None and happened_at > now + CLOCK_MAY_DIFFER:
        raise CallInFuture
    row = Call(
        organisation_id=actor.organisation_id,
        logged_by=actor,
        happened_at=happened_at or now,
        channel=CallChannel(channel).value,
        caller=Caller(caller).value,
    )
    current_principal().admit(row.pk, CALL_LOG)
    facts: dict[str, Any] = {
        "language": language,
        "danger": Danger(danger).value,
        "asked": [CallAsked(code).value for code in asked],
        "done": [CallDone(code).value for code in done],
    }
    row.facts = {name: value for name, value in facts.items() if value}
    if words.strip():
        row.words = words
    row.save(force_insert=True)
    record(actor, Tag.CALL_CREATE, row, changed=["facts", *(["words"] if words.strip() else [])])
    return row


@atomic
def begin_case(*, actor: User, call: Call, agreed: bool) -> str:
    """With the person's own yes an intake begins with the coded circumstances; the public id of that intake.

    The words stay in the log: she tells what she wants to tell. Refused: no yes (NoConsentToRecord), a second time
    (CaseBegunAlready) while what was begun is there.
    """
    call = with_begun(Call.objects.select_for_update(of=("self",))).get(pk=call.pk)
    require(can_begin_case(actor, call))
    if call.is_begun:
        raise CaseBegunAlready
    if not agreed:
        raise NoConsentToRecord
    admit_calls(actor, [call])
    key = new_pid()
    keep_intake(actor=actor, key=key, content=_circumstances(call), is_new=True)
    call.case_key = key
    call.save(update_fields=["case_key", "updated_at"])
    record(actor, Tag.CALL_BEGIN, call, changed=["case_key"])
    return key


def _circumstances(call: Call) -> dict[str, Any]:
    """What an intake takes over, as its steps would have been typed: day, way, danger, language, needs, the yes."""
    held = show(call.facts)
    facts: dict[str, Any] = held.value if held else {}
    met = {
        "opened_on": [timezone.localdate(call.happened_at).isoformat()],
        "channel": [FIRST_CONTACT.get(call.caller) or FIRST_CONTACT.get(call.channel, "")],
    }
    if facts.get("danger") in {Danger.YES, Danger.NO}:
        met["risk_danger"] = [facts["danger"]]
    content: dict[str, Any] = {str(Step.MET.value): {name: values for name, values in met.items() if any(values)}}
    if facts.get("language"):
        content[str(Step.PERSON.value)] = {"languages_0": [facts["language"]]}
    content["needs"] = [NEEDS[code] for code in facts.get("asked", ()) if code in NEEDS]
    content[str(Step.CHECK.value)] = {"keep": ["yes"]}
    return content


@atomic
def forget_calls() -> int:
    """Forget entries whose time is over: count them, destroy their keys, then the rows. How many; a few hundred a turn."""
    past = timezone.now() - timedelta(days=settings.CALL_KEEP_DAYS)
    rows = list(Call.objects.past(past).select_for_update().order_by("happened_at")[:AT_ONCE])
    for row in rows:
        _count(row)
        shred_case_keys(UUID(str(row.pk)))
    count, _models = Call.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if count:
        record(None, Tag.CALL_FORGET, count=count)
    return count


def _count(row: Call) -> None:
    """The number stays: by month, by how, by who."""
    month = timezone.localdate(row.happened_at).replace(day=1)
    kind: dict[str, Any] = {
        "organisation_id": row.organisation_id,
        "month": month,
        "channel": row.channel,
        "caller": row.caller,
    }
    CallCount.objects.get_or_create(**kind)
    CallCount.objects.filter(**kind).update(count=F("count") + 1)
