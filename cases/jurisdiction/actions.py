"""Loading, correcting and checking the table. Each writes new versions; none changes one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.jurisdiction.choices import Correction
from cases.jurisdiction.models import Scheme
from cases.jurisdiction.permissions import can_correct_scheme
from cases.jurisdiction.queries import by_code
from cases.jurisdiction.states import require_counting, require_later, require_past
from cases.jurisdiction.table import CONTENT
from common.access import require


@dataclass(slots=True)
class Loaded:
    """Codes by what came of them. `kept`: organisations go on with a version of their own; `left`: not in the file."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@atomic
def load_schemes(*, rows: Sequence[Mapping[str, Any]]) -> Loaded:
    """Bring the shipped table to what `rows` say (values of the fields in CONTENT). A second time nothing happens.

    A row that differs becomes a new version; where its `valid_from` is later, the law changed and the earlier version stays
    for earlier starts. What an organisation corrected is never touched, and goes on counting for it. Nothing is deleted.
    """
    held = list(Scheme.objects.select_for_update().order_by("code", "version"))
    shared = by_code(row for row in held if row.organisation_id is None)
    newest: dict[str, int] = {}
    for row in held:
        newest[row.code] = max(row.version, newest.get(row.code, 0))
    corrected = {row.code for row in held if row.organisation_id is not None}
    done = Loaded(kept=sorted(corrected & {row["code"] for row in rows}))
    for values in rows:
        code = values["code"]
        latest = shared[code][-1] if code in shared else None
        if latest is not None and _content(latest) == dict(values):
            done.same.append(code)
            continue
        is_new_law = latest is not None and _is_later(values["valid_from"], latest.valid_from)
        scheme = Scheme(
            **values, version=newest.get(code, 0) + 1, replaces=None if latest is None or is_new_law else latest
        )
        # The reader asked the constraints, with sentences for people; here the database holds them.
        scheme.full_clean(validate_unique=False, validate_constraints=False)
        scheme.save()
        (done.created if latest is None else done.changed).append(code)
    done.left = sorted(set(shared) - {row["code"] for row in rows})
    if done.created or done.changed:
        record(None, Tag.SCHEME_LOAD, count=len(done.created), changed_count=len(done.changed))
    return done


def _is_later(day: date | None, than: date | None) -> bool:
    return day is not None and (than is None or day > than)


def _content(scheme: Scheme) -> dict[str, Any]:
    return {name: getattr(scheme, name) for name in CONTENT}


@atomic
def correct_scheme(
    *, actor: User, scheme: Scheme, correction: Correction, values: Mapping[str, Any], reason: str
) -> Scheme:
    """Write the next version for the actor's organisation; the earlier one stays readable and explains earlier dates.

    `values`: fields of CONTENT that differ; the code and the country stay. MISTAKE puts the earlier version out of force,
    NEW_LAW leaves it in force for starts before `valid_from`. The correction counts as a check made today by the actor.
    No end date that was recorded before changes. Refused: SchemeReplaced, NewLawNotLater, ValidationError.
    """
    require(can_correct_scheme(actor, scheme))
    version = _next_version(actor, scheme)
    wanted = _content(scheme) | {name: values[name] for name in CONTENT if name in values}
    wanted |= {"code": scheme.code, "country_code": scheme.country_code, "country": scheme.country}
    if correction == Correction.NEW_LAW:
        require_later(scheme, wanted["valid_from"])
    changed = sorted(name for name in CONTENT if wanted[name] != getattr(scheme, name))
    row = Scheme(
        **wanted,
        organisation_id=actor.organisation_id,
        version=version,
        replaces=None if correction == Correction.NEW_LAW else scheme,
        recorded_by=actor,
        reason=reason,
        verified_by=actor,
        verified_on=timezone.localdate(),
    )
    row.full_clean()
    row.save()
    record(actor, Tag.SCHEME_CORRECT, row, changed=changed, version=version)
    return row


@atomic
def check_scheme(
    *, actor: User, scheme: Scheme, checked_on: date, confidence: str, source: str, source_date: str
) -> Scheme:
    """Write down that the actor compared the entry with the law on `checked_on`; a new version that says the same.

    `confidence`, `source` and `source_date` may differ from before: whoever read the national text is sure of it.
    Refused: SchemeReplaced, CheckedInFuture.
    """
    require(can_correct_scheme(actor, scheme))
    require_past(checked_on)
    version = _next_version(actor, scheme)
    said = {"confidence": confidence, "source": source, "source_date": source_date}
    row = Scheme(
        **(_content(scheme) | said),
        organisation_id=actor.organisation_id,
        version=version,
        replaces=scheme,
        recorded_by=actor,
        verified_by=actor,
        verified_on=checked_on,
    )
    row.full_clean()
    row.save()
    changed = ["verified_on", *(name for name in sorted(said) if said[name] != getattr(scheme, name))]
    record(actor, Tag.SCHEME_CHECK, row, changed=changed, version=version)
    return row


def _next_version(actor: User, scheme: Scheme) -> int:
    """The number of the next version, with all versions of the code held. Raises SchemeReplaced."""
    of_code = Scheme.objects.filter(code=scheme.code)
    list(of_code.select_for_update().order_by("version"))
    # Read again: who waited for the lock has not seen what was written meanwhile.
    counting = by_code(of_code.known_to(actor.organisation_id)).get(scheme.code, [])
    require_counting(scheme, counting)
    return int(of_code.aggregate(most=Max("version"))["most"]) + 1
