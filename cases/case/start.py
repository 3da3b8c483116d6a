"""What a new case begins with, and the rows it becomes. Saving is the action's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.models import User
from cases.base import CaseRow
from cases.case.choices import Stage
from cases.choices.htcds import CaseStatus
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis
from cases.episode.questions import FACTS
from cases.models import (
    Case,
    Consent,
    ContactSheet,
    Dependant,
    Episode,
    HealthSheet,
    LegalSheet,
    NeedSheet,
    Note,
    Person,
    RiskReview,
)
from cases.person.questions import PROFILE
from encryption.classes import FieldClass

Texts = Mapping[str, Any]


@dataclass
class CaseStart:
    """Everything an intake or an import may know at the beginning. Only the first three are needed.

    `identity`, `contact`, `health`, `legal` are {field name: value} of Person, ContactSheet, HealthSheet, LegalSheet;
    `profile` and `facts` are {question name: answer}; `risk` is the answers of a RiskReview; `needs` is that of NeedSheet;
    `dependants` is a list of {field name: value}.
    """

    alias: str
    safe_contact: Mapping[str, Any]
    keep_record: ConsentAnswer
    opened_on: date
    # The public id the case is to have. An intake gives its own, so that sending it twice cannot make two cases.
    pid: str = ""
    keep_basis: LegalBasis = LegalBasis.CONSENT
    keep_terms: Texts = field(default_factory=dict)
    name_used: str = ""
    channel: str = ""
    stage: Stage = Stage.INTAKE
    status: CaseStatus = CaseStatus.ACTIVE
    closed_on: date | None = None
    closure_reason: str = ""
    is_imported: bool = False
    identity: Texts = field(default_factory=dict)
    contact: Texts = field(default_factory=dict)
    health: Texts = field(default_factory=dict)
    legal: Texts = field(default_factory=dict)
    profile: Texts = field(default_factory=dict)
    facts: Texts = field(default_factory=dict)
    account: str = ""
    risk: Texts = field(default_factory=dict)
    needs: list[Mapping[str, str]] = field(default_factory=list)
    wishes: str = ""
    dependants: list[Texts] = field(default_factory=list)
    note: str = ""

    def classes(self) -> set[FieldClass]:
        """Field classes that the rows of this start are sealed with."""
        used = {FieldClass.IDENTITY, FieldClass.CONTACT}
        wanted: dict[FieldClass, Any] = {
            FieldClass.PROFILE: self.profile or self.facts or self.needs or self.dependants,
            FieldClass.NARRATIVE: self.account
            or self.wishes
            or self.note
            or any(row.get("needs") for row in self.dependants),
            FieldClass.HEALTH: _filled(self.health),
            FieldClass.LEGAL: _filled(self.legal),
        }
        return used | {field_class for field_class, value in wanted.items() if value}


def _filled(values: Texts) -> dict[str, Any]:
    """Without what was left empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def build_case(*, actor: User, start: CaseStart, serial: int, team_id: Any) -> Case:
    """The case row itself, unsaved. It must be in the principal's scope before it is saved."""
    return Case(
        **({"pid": start.pid} if start.pid else {}),
        organisation_id=actor.organisation_id,
        team_id=team_id,
        serial=serial,
        reference=f"C-{start.opened_on.year}-{serial:04d}",
        status=start.status,
        stage=start.stage,
        channel=start.channel,
        opened_on=start.opened_on,
        closed_on=start.closed_on,
        closure_reason=start.closure_reason,
        last_contact_on=None if start.is_imported else start.opened_on,
        is_imported=start.is_imported,
        alias=start.alias,
        name_used=start.name_used or None,
    )


def build_rows(*, actor: User, case: Case, start: CaseStart, at: datetime) -> Iterator[CaseRow]:
    """The rows that hang on the case, unsaved: the two sheets that every case has, then whatever was said."""
    profile = PROFILE.merged(None, start.profile)
    yield Person.of(case, **_filled(start.identity), profile=profile or None)
    yield ContactSheet.of(case, **_filled(start.contact), safe_contact=dict(start.safe_contact))
    yield Consent.of(
        case,
        kind=ConsentKind.RECORD,
        answer=start.keep_record,
        basis=start.keep_basis,
        asked_on=start.opened_on,
        recorded_by=actor,
        terms=_filled(start.keep_terms) or None,
    )
    facts = FACTS.merged(None, start.facts)
    if facts or start.account:
        yield Episode.of(case, facts=facts or None, account=start.account or None)
    if start.needs or start.wishes:
        yield NeedSheet.of(case, needs=list(start.needs) or None, wishes=start.wishes or None)
    if _filled(start.health):
        yield HealthSheet.of(case, **_filled(start.health))
    if _filled(start.legal):
        yield LegalSheet.of(case, **_filled(start.legal))
    if start.risk:
        yield RiskReview.of(case, reviewed_by=actor, reviewed_at=at, answers=dict(start.risk))
    for dependant in start.dependants:
        yield Dependant.of(case, **_filled(dependant))
    if start.note:
        yield Note.of(case, author=actor, happened_at=at, text=start.note)
