"""Writing down contacts."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.encounter.choices import REACHED, EncounterKind, EncounterOutcome, EncounterWith
from cases.models import Case, Encounter
from cases.note.actions import CLOCK_MAY_DIFFER, field_for
from cases.sheets import locked_case, may_write
from common.access import require
from common.errors import DomainError


class EncounterInFuture(DomainError):
    """The day lies ahead."""

    code = "encounter_in_future"
    sentence = _("A contact has happened already. Choose today or an earlier day, or write a task.")


@atomic
def create_encounter(
    *,
    actor: User,
    case: Case,
    kind: EncounterKind,
    outcome: EncounterOutcome,
    partner: EncounterWith = EncounterWith.PERSON,
    minutes: int | None = None,
    text: str = "",
    happened_at: datetime | None = None,
) -> Encounter:
    """Write down a contact; one with the person who was reached is the case's last contact.

    `happened_at` (UTC) is now if not given. `partner`: with whom. Not reached and not reached safely are results too.
    """
    case = locked_case(actor, case, Act.ENCOUNTER_CREATE)
    now = timezone.now()
    if happened_at is not None and happened_at > now + CLOCK_MAY_DIFFER:
        raise EncounterInFuture
    row = Encounter.of(case, author=actor, happened_at=happened_at or now, kind=EncounterKind(kind).value)
    name = field_for(actor)
    require(may_write(row, "facts") and (not text.strip() or may_write(row, name)))
    facts: dict[str, str | int] = {"with": EncounterWith(partner).value, "outcome": EncounterOutcome(outcome).value}
    row.facts = facts | ({"minutes": minutes} if minutes else {})
    changed = ["kind", "facts"]
    if text.strip():
        setattr(row, name, text)
        changed.append(name)
    row.save(force_insert=True)
    if partner == EncounterWith.PERSON and outcome in REACHED:
        _was_reached(case, row)
    record(actor, Tag.ENCOUNTER_CREATE, row, case_id=case.pk, changed=changed)
    return row


def _was_reached(case: Case, row: Encounter) -> None:
    """The day counts if it is later than the one that is known."""
    day = timezone.localdate(row.happened_at)
    if case.last_contact_on is None or case.last_contact_on < day:
        case.last_contact_on = day
        case.save(update_fields=["last_contact_on", "updated_at"])
