"""Who may read, write and do what: the only table. Pages, API, exports, tests and docs/permissions.md all read it.

Two halves: `FIELDS` says which field classes open for (role, relation to the case), `ACTS` says which acts are
allowed for (role, relation). What stands in neither is refused. A conflict block is no row here: it makes the
relation `NONE` before anybody looks, so that it beats every role.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from accounts.choices import Act, Relation, Role
from encryption.classes import FieldClass
from encryption.principal import ALL, Clearance, Labels

if TYPE_CHECKING:
    from accounts.models import User

__all__ = [
    "ACTS",
    "CALL_LOG",
    "CASE_CLASSES",
    "CLEARANCE",
    "COMPARED",
    "FIELDS",
    "FINDS",
    "INVITABLE",
    "NEVER_LAST",
    "OWN_DRAFTS",
    "Act",
    "Reach",
    "clearance",
    "may",
]

ALIAS = "cases.case.alias"
NAME_USED = "cases.case.name_used"
NEEDS = "cases.healthsheet.needs"
ALERTS = "cases.healthsheet.alerts"
# What stood in these two before.
EARLIER_SHARED = "cases.earliervalue.shared_health"
# With whom there was contact and how it went; whoever works on the case may read that and write down the own.
CONTACTS = "cases.encounter.facts"
# What was given. Whoever sees to the case may know that a health service was given; its remark stays with health.
SERVICES = "cases.servicegiven.facts"
HEALTH_SERVICES = "cases.servicegiven.health_facts"
HANDOVER_NOTE = "cases.casehandover.note"
SAFE_CONTACT = "cases.contactsheet.safe_contact"
# The own words of whoever asks, and the answer to them.
ASK_WORDS = "cases.askrequest.words"
ASK_ANSWER = "cases.askrequest.answer"
# Whether the papers are in order and until when: what a shelter may know of a stay, and no more.
PAPERS_IN_ORDER = "cases.statussheet.in_order"
EMERGENCY_WORDS = "cases.emergencyopening.words"

# Classes that belong to a case. STAFF (factor secrets) and DRAFTS (a user's own texts) belong to none.
CASE_CLASSES = tuple(c for c in FieldClass if c not in {FieldClass.STAFF, FieldClass.DRAFTS})


@dataclass(frozen=True, slots=True)
class Reach:
    """What opens and what may be written: field class to labels, or to ALL of the class."""

    reads: Mapping[FieldClass, Labels]
    writes: Mapping[FieldClass, Labels] = field(default_factory=dict)


_IN_LISTS: dict[FieldClass, Labels] = {FieldClass.IDENTITY: frozenset({ALIAS})}
_NAMES: dict[FieldClass, Labels] = {FieldClass.IDENTITY: frozenset({ALIAS, NAME_USED})}

_CASEWORK: dict[FieldClass, Labels] = {
    FieldClass.IDENTITY: ALL,
    FieldClass.CONTACT: ALL,
    FieldClass.PROFILE: ALL,
    FieldClass.HEALTH: frozenset({NEEDS, ALERTS, EARLIER_SHARED, HEALTH_SERVICES}),
    FieldClass.LEGAL: ALL,
    FieldClass.NARRATIVE: ALL,
    FieldClass.OUTCOME: ALL,
}
# Exactly what is needed at once; nothing may be written but why.
_EMERGENCY = Reach(
    reads={FieldClass.CONTACT: frozenset({SAFE_CONTACT}), FieldClass.HEALTH: frozenset({NEEDS, ALERTS})},
    writes={FieldClass.NARRATIVE: frozenset({EMERGENCY_WORDS})},
)
_EVERYTHING: dict[FieldClass, Labels] = dict.fromkeys(CASE_CLASSES, ALL)
_COORDINATION = Reach(reads=_EVERYTHING, writes=_CASEWORK | {FieldClass.LOCATION: ALL, FieldClass.SUSPECTS: ALL})

# Before somebody accepts a case: the alias and the words of the colleague who offers it, nothing else.
_OFFERED = Reach(reads=_IN_LISTS | {FieldClass.NARRATIVE: frozenset({HANDOVER_NOTE})})

FIELDS: Mapping[tuple[Role, Relation], Reach] = MappingProxyType(
    {
        (Role.CASEWORKER, Relation.GRANT): Reach(reads=_CASEWORK, writes=_CASEWORK),
        (Role.CASEWORKER, Relation.TEAM): Reach(reads=_IN_LISTS),
        (Role.COORDINATOR, Relation.GRANT): _COORDINATION,
        (Role.COORDINATOR, Relation.TEAM): _COORDINATION,
        (Role.COORDINATOR, Relation.ORGANISATION): _COORDINATION,
        (Role.LEGAL, Relation.GRANT): Reach(
            reads=dict.fromkeys((FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LEGAL, FieldClass.NARRATIVE), ALL)
            | {FieldClass.OUTCOME: frozenset({CONTACTS, SERVICES})},
            writes=dict.fromkeys((FieldClass.LEGAL, FieldClass.NARRATIVE), ALL)
            | {FieldClass.OUTCOME: frozenset({CONTACTS, SERVICES})},
        ),
        (Role.HEALTH, Relation.GRANT): Reach(
            reads=_NAMES
            | {
                FieldClass.CONTACT: ALL,
                FieldClass.HEALTH: ALL,
                FieldClass.NARRATIVE: frozenset({ASK_WORDS, ASK_ANSWER}),
                FieldClass.OUTCOME: frozenset({CONTACTS}),
            },
            writes={
                FieldClass.HEALTH: ALL,
                FieldClass.NARRATIVE: frozenset({ASK_WORDS}),
                FieldClass.OUTCOME: frozenset({CONTACTS}),
            },
        ),
        (Role.CASEWORKER, Relation.OFFERED): _OFFERED,
        (Role.LEGAL, Relation.OFFERED): _OFFERED,
        (Role.HEALTH, Relation.OFFERED): _OFFERED,
        (Role.SHELTER, Relation.PLACED): Reach(
            reads=_NAMES | {FieldClass.HEALTH: frozenset({ALERTS}), FieldClass.LEGAL: frozenset({PAPERS_IN_ORDER})}
        ),
        **{
            (role, Relation.EMERGENCY): _EMERGENCY
            for role in (Role.CASEWORKER, Role.SHELTER, Role.HEALTH, Role.COORDINATOR)
        },
    }
)

CLEARANCE: Mapping[tuple[Role, Relation], Clearance] = MappingProxyType(
    {key: Clearance(reads=reach.reads, writes=reach.writes) for key, reach in FIELDS.items()}
)

# Everybody's own drafts, in the scope that is the user's own id.
OWN_DRAFTS = Clearance(reads={FieldClass.DRAFTS: ALL}, writes={FieldClass.DRAFTS: ALL})

# An entry of the contact log belongs to no case: its scope is its own id. Who may read the log opens these two, no more.
_CALL_FIELDS: dict[FieldClass, Labels] = {
    FieldClass.PROFILE: frozenset({"cases.call.facts"}),
    FieldClass.NARRATIVE: frozenset({"cases.call.words"}),
}
CALL_LOG = Clearance(reads=_CALL_FIELDS, writes=_CALL_FIELDS)

# Which sealed fields a role may search by. What is found is opened with the role's own clearance all the same.
_FIND_NAMES = frozenset({ALIAS, NAME_USED, "cases.contactsheet.phone", "cases.contactsheet.other_phone"})
_FIND_PAPERS = frozenset(
    {
        "cases.dependant.name",
        "cases.person.identity_number",
        "cases.person.documents",
        "cases.legalsheet.papers",
    }
)
FINDS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.CASEWORKER: _FIND_NAMES | _FIND_PAPERS,
        Role.COORDINATOR: _FIND_NAMES | _FIND_PAPERS,
        Role.LEGAL: _FIND_NAMES | _FIND_PAPERS,
        Role.HEALTH: _FIND_NAMES,
    }
)

# What the check of a new intake opens in cases of the organisation that its author may not open: only to compare it
# with what was typed, and to show it to nobody.
COMPARED = Clearance(
    reads={
        FieldClass.IDENTITY: frozenset({ALIAS, "cases.person.identity_number", "cases.person.documents"}),
        FieldClass.CONTACT: frozenset({"cases.contactsheet.phone", "cases.contactsheet.other_phone"}),
        FieldClass.LEGAL: frozenset({"cases.legalsheet.papers"}),
    }
)

# An act that concerns no single case is allowed with the relation None.
_ANYWHERE: frozenset[Relation | None] = frozenset({None})
_GRANT: frozenset[Relation | None] = frozenset({Relation.GRANT})
_PLACED: frozenset[Relation | None] = frozenset({Relation.PLACED})
_OFFER: frozenset[Relation | None] = frozenset({Relation.OFFERED})
_OWN_ORGANISATION: frozenset[Relation | None] = frozenset({Relation.GRANT, Relation.TEAM, Relation.ORGANISATION})

_CASE_TEAM = {Role.CASEWORKER: _GRANT, Role.COORDINATOR: _OWN_ORGANISATION}
_CASE_READERS = _CASE_TEAM | {Role.LEGAL: _GRANT, Role.HEALTH: _GRANT}
_LEGAL_TEAM = _CASE_TEAM | {Role.LEGAL: _GRANT}
_COORDINATOR = {Role.COORDINATOR: _OWN_ORGANISATION}
_AT_THE_DOOR = dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.SHELTER), _ANYWHERE)
_OFFICE = {Role.ADMINISTRATOR: _ANYWHERE, Role.COORDINATOR: _ANYWHERE}

ACTS: Mapping[Act, Mapping[Role, frozenset[Relation | None]]] = MappingProxyType(
    {
        Act.CASE_LIST: dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL, Role.HEALTH), _ANYWHERE),
        Act.CASE_FIND: dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL, Role.HEALTH), _ANYWHERE),
        Act.CASE_CREATE: {Role.CASEWORKER: _ANYWHERE, Role.COORDINATOR: _ANYWHERE},
        Act.CASE_OPEN: _CASE_READERS | {Role.SHELTER: _PLACED},
        Act.CASE_EDIT: _CASE_READERS,
        Act.NOTE_CREATE: _CASE_READERS,
        Act.ENCOUNTER_CREATE: _CASE_READERS,
        Act.SERVICE_CREATE: _CASE_READERS,
        Act.SERVICE_LIST: _CASE_READERS,
        Act.LEGAL_LIST: _LEGAL_TEAM,
        Act.LEGAL_EDIT: _LEGAL_TEAM,
        Act.SUSPECTS_EDIT: _COORDINATOR,
        # The kind of a document decides its class, and the class who may open or add it.
        Act.DOCUMENT_LIST: _CASE_READERS,
        Act.DOCUMENT_ADD: _CASE_READERS,
        Act.CALL_LIST: _AT_THE_DOOR,
        Act.CALL_CREATE: _AT_THE_DOOR,
        Act.TASK_CREATE: _CASE_READERS,
        Act.CASE_REVEAL: _CASE_READERS | {Role.SHELTER: _PLACED},
        Act.OPENING_ASK: {Role.CASEWORKER: _GRANT, Role.LEGAL: _GRANT, Role.HEALTH: _GRANT},
        Act.OPENING_LIST: _CASE_READERS,
        Act.OPENING_DECIDE: _COORDINATOR,
        Act.EMERGENCY_OPEN: dict.fromkeys((Role.CASEWORKER, Role.SHELTER, Role.HEALTH, Role.COORDINATOR), _ANYWHERE),
        Act.EMERGENCY_REVIEW: _COORDINATOR,
        Act.EMERGENCY_ALARMS: dict.fromkeys((Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR), _ANYWHERE),
        Act.VOLUME_ALARMS: dict.fromkeys((Role.COORDINATOR, Role.AUDITOR), _ANYWHERE),
        Act.CONSENT_RECORD: _CASE_TEAM,
        Act.ASSIGNMENT_GIVE: _COORDINATOR,
        Act.ASSIGNMENT_END: _COORDINATOR,
        Act.CASE_STAGE: _CASE_TEAM,
        Act.CASE_CLOSE: _CASE_TEAM,
        Act.BLOCK_SET: _COORDINATOR,
        Act.CASE_LOOKS: _CASE_TEAM,
        Act.IMPORT_RUN: {Role.CASEWORKER: _ANYWHERE, Role.COORDINATOR: _ANYWHERE},
        Act.STAFF_LIST: _OFFICE,
        Act.STAFF_INVITE: _OFFICE,
        Act.STAFF_EDIT: {Role.ADMINISTRATOR: _ANYWHERE},
        Act.FACTOR_RESET: {Role.ADMINISTRATOR: _ANYWHERE},
        Act.FACTOR_CONFIRM: _OFFICE,
        Act.STAFF_DEACTIVATE: {Role.ADMINISTRATOR: _ANYWHERE},
        Act.TEAM_EDIT: {Role.ADMINISTRATOR: _ANYWHERE},
        Act.AUDIT_LIST: {Role.AUDITOR: _ANYWHERE},
        Act.DIGEST_READ: {Role.AUDITOR: _ANYWHERE, Role.COORDINATOR: _ANYWHERE},
        Act.DRAFT_KEEP: dict.fromkeys(Role, _ANYWHERE),
        Act.COVER_GIVE: dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL, Role.HEALTH), _ANYWHERE),
        Act.HANDOVER_OFFER: _CASE_READERS,
        Act.HANDOVER_ANSWER: dict.fromkeys((Role.CASEWORKER, Role.LEGAL, Role.HEALTH), _OFFER),
        Act.SITUATION_LINK: _CASE_TEAM,
        Act.LOAD_OPEN: {Role.COORDINATOR: _ANYWHERE},
        Act.RESIDENCE_LIST: _CASE_TEAM | {Role.LEGAL: _GRANT},
        Act.RESIDENCE_RECORD: _CASE_TEAM | {Role.LEGAL: _GRANT},
        Act.SCHEME_LIST: dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL), _ANYWHERE),
        Act.SCHEME_CORRECT: {Role.COORDINATOR: _ANYWHERE},
        Act.LADDER_LIST: {Role.COORDINATOR: _ANYWHERE},
        Act.LADDER_EDIT: {Role.COORDINATOR: _ANYWHERE},
        Act.NOTICE_LIST: dict.fromkeys((Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL, Role.HEALTH), _ANYWHERE),
        Act.MESSAGE_LIST: {Role.COORDINATOR: _ANYWHERE},
    }
)

# Whom one may invite. A coordinator cannot make an account that outranks or watches over the own one.
INVITABLE: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: tuple(Role),
        Role.COORDINATOR: (Role.CASEWORKER, Role.SHELTER, Role.LEGAL, Role.HEALTH),
    }
)

# The organisation can never be left without one of these.
NEVER_LAST = (Role.ADMINISTRATOR, Role.COORDINATOR)


def clearance(role: str, relation: Relation) -> Clearance:
    """What `role` may open and write in a case it has `relation` to. Nothing, if the table does not say."""
    return CLEARANCE.get((Role(role), relation), Clearance.nothing())


def may(user: "User", act: Act, relation: Relation | None = None) -> bool:
    """Whether `user` may do `act`, with `relation` to the case it concerns (None: it concerns no single case)."""
    if not user.is_active:
        return False
    return relation in ACTS[act].get(Role(user.role), frozenset())
