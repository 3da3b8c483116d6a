"""The events of a stay: from which status, to which, what each asks for, which days it begins and ends to watch.

Source: the paper on residence, section 4. `starts_from_event` of a scheme names the event that starts a period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.residence.choices import Cooperation, Course, DateKind, Status, Track

S, D, T, C = Status, DateKind, Track, Course
States = frozenset[Status]
ALL: States = frozenset(Status)
GONE: States = frozenset({S.RETURNED, S.REMOVED})
IN_PERIOD: States = frozenset({S.REFLECTION})
HOLDS_PERMIT: States = frozenset({S.PERMIT_ACTIVE, S.RENEWAL_PENDING})
# After these a status may be moved on by a claim of asylum; a better one stays, and asylum runs beside it.
WEAK: States = frozenset(
    {
        S.NO_STATUS, S.PRESUMED_PENDING, S.REFLECTION, S.REFLECTION_EXPIRED, S.PERMIT_EXPIRED, S.PERMIT_REFUSED,
        S.PERMIT_WITHDRAWN, S.UNKNOWN,
    }
)  # fmt: skip
STAYS: tuple[DateKind, ...] = (D.REFLECTION_END, D.COOPERATION, D.CONFIRM_END)
RENEWAL: tuple[DateKind, ...] = (D.RENEWAL_OPENS, D.RENEWAL_CLOSES)
# A new stay answers for every day of the one before.
SECURED: tuple[DateKind, ...] = (*STAYS, *RENEWAL, D.DECISION, D.PERMIT_END, D.PAPERS, D.EXPIRED)


@dataclass(frozen=True)
class Transition:
    """One named event. `number` stands in addresses, so that they say nothing, and is never reused.

    `sources`: from which status it can happen; a case without any status counts as UNKNOWN. `target`: the next status, None
    if it stays; `moves`: only these sources move. `track`: what it does to a procedure beside the status. `starts`: the day
    that is watched from now on. `ends`: what need not be watched any more. `fields`: what the form asks beside the day, the
    authority, the number and the letter. `needs_words`: refused without a reason. `is_incident`: a lawyer has to know
    the same day. `group`: a heading of the page.
    """

    number: int
    code: str
    label: str | Promise
    group: str
    sources: States = ALL - GONE
    target: Status | None = None
    moves: States | None = None
    track: tuple[Track, Course] | None = None
    starts: DateKind | None = None
    ends: tuple[DateKind, ...] = ()
    fields: tuple[str, ...] = ()
    cooperation: Cooperation | None = None
    needs_words: bool = False
    is_incident: bool = False
    hint: str | Promise = ""

    def leads_to(self, status: Status) -> Status:
        """The status after this event."""
        if self.target is None or (self.moves is not None and status not in self.moves):
            return status
        return self.target


GROUPS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "status": _("Status"),
        "period": _("Recovery period"),
        "permit": _("Permit"),
        "beside": _("Procedures beside it"),
        "urgent": _("Urgent"),
        "return": _("Return"),
    }
)

_EVENTS = (
    Transition(
        1, "status_established", _("Status noted"), "status", ALL,
        fields=("status", "end_on", "renew_from", "renew_by", "reason"),
        ends=(D.PAPERS,), hint=_("What the papers say today. Leave the last day empty if there is none."),
    ),
    Transition(
        2, "flagged", _("Flagged as a presumed trafficked person"), "status", frozenset({S.NO_STATUS, S.UNKNOWN}),
        S.PRESUMED_PENDING, starts=D.DECISION, fields=("end_on",),
        hint=_("The last day is the one by which the authority wants to decide, if it said one."),
    ),
    Transition(
        3, "reasonable_grounds_found", _("Recovery period granted"), "period",
        frozenset({S.NO_STATUS, S.PRESUMED_PENDING, S.UNKNOWN, S.PERMIT_EXPIRED, S.ASYLUM_PENDING}), S.REFLECTION,
        starts=D.REFLECTION_END, ends=(D.PAPERS, D.DECISION), fields=("scheme", "end_on", "conditions", "work"),
    ),
    Transition(
        4, "decided_to_cooperate", _("Decided to cooperate, statement made"), "period", target=S.PERMIT_PENDING,
        moves=IN_PERIOD, track=(T.PERMIT, C.PENDING), ends=(D.COOPERATION,), cooperation=Cooperation.YES,
        fields=("conditions",), hint=_("The recovery period is watched on until a permit is there."),
    ),
    Transition(
        5, "personal_situation_application", _("Permit asked for because of the personal situation"), "period",
        IN_PERIOD, S.PERMIT_PENDING, track=(T.PERMIT, C.PENDING), fields=("conditions",),
        hint=_("The recovery period is watched on until a permit is there."),
    ),
    Transition(
        6, "declined_to_cooperate", _("Decided not to cooperate"), "period", ends=(D.COOPERATION,),
        cooperation=Cooperation.NO, hint=_("Help goes on as it is, and so does the period."),
    ),
    Transition(
        7, "period_suspended", _("Recovery period suspended"), "period", IN_PERIOD, fields=("reason",),
        hint=_("The last day is watched on as it stands, until a letter says another."),
    ),
    Transition(
        8, "terminated_early", _("Recovery period ended early"), "period", IN_PERIOD, S.NO_STATUS,
        starts=D.APPEAL_LIMIT, ends=STAYS, fields=("reason", "forced", "limit_on"),
        hint=_("Ask whether the contact was forced. The reasons must be in writing."),
    ),
    Transition(
        9, "period_end", _("Recovery period over"), "period", IN_PERIOD, S.REFLECTION_EXPIRED,
        starts=D.EXPIRED, ends=STAYS, fields=("reason",),
        hint=_("There is no next step yet: see today what can be asked for."),
    ),
    Transition(
        10, "permit_filed", _("Permit asked for"), "permit", WEAK | {S.NOT_APPLICABLE}, S.PERMIT_PENDING,
        track=(T.PERMIT, C.PENDING), starts=D.DECISION, ends=(D.EXPIRED,), fields=("end_on",),
        hint=_("The last day is the one by which the authority wants to decide, if it said one."),
    ),
    Transition(
        11, "permit_granted", _("Permit granted"), "permit",
        WEAK | {S.PERMIT_PENDING, S.RENEWAL_PENDING, S.APPEAL_PENDING, S.ASYLUM_PENDING}, S.PERMIT_ACTIVE,
        track=(T.PERMIT, C.GRANTED), starts=D.PERMIT_END, ends=SECURED,
        fields=("scheme", "end_on", "renew_from", "renew_by", "conditions", "work"),
    ),
    Transition(
        12, "permit_refused", _("Permit refused"), "permit", frozenset({S.PERMIT_PENDING, S.RENEWAL_PENDING}),
        S.PERMIT_REFUSED, track=(T.PERMIT, C.REFUSED), starts=D.APPEAL_LIMIT, ends=(D.DECISION,),
        fields=("limit_on", "suspensive", "reason"),
    ),
    Transition(
        13, "renewal_filed", _("Renewal asked for"), "permit", frozenset({S.PERMIT_ACTIVE}), S.RENEWAL_PENDING,
        track=(T.PERMIT, C.PENDING), ends=RENEWAL,
        hint=_("The last day of the present permit is watched on."),
    ),
    Transition(
        14, "proceedings_ended", _("Proceedings ended"), "permit", HOLDS_PERMIT, fields=("reason",),
        hint=_("The permit may lapse with them: look for another one before it does."),
    ),
    Transition(
        15, "conviction_final", _("Conviction is final"), "permit", HOLDS_PERMIT,
        hint=_("In some countries a long-term stay can be asked for now."),
    ),
    Transition(
        16, "work_contract", _("Work contract"), "permit", HOLDS_PERMIT,
        hint=_("The permit may become one for work or a long-term stay."),
    ),
    Transition(
        17, "study", _("Training or studies begun"), "permit", HOLDS_PERMIT,
        hint=_("The permit may become one for studies or a long-term stay."),
    ),
    Transition(
        18, "long_term_granted", _("Long-term stay granted"), "permit", target=S.LONG_TERM, track=(T.PERMIT, C.GRANTED),
        starts=D.PERMIT_END,
        ends=(*STAYS, *RENEWAL, D.PERMIT_END, D.LONG_TERM, D.DECISION, D.PAPERS, D.EXPIRED),
        fields=("end_on", "conditions", "work"),
    ),
    Transition(
        19, "permit_expired", _("Permit ran out"), "permit", HOLDS_PERMIT, S.PERMIT_EXPIRED,
        starts=D.EXPIRED, ends=(D.PERMIT_END,),
        fields=("reason",), hint=_("Help goes on. See today what can be asked for."),
    ),
    Transition(
        20, "permit_withdrawn", _("Permit withdrawn"), "permit", HOLDS_PERMIT, S.PERMIT_WITHDRAWN,
        track=(T.PERMIT, C.ENDED), starts=D.APPEAL_LIMIT, ends=(D.PERMIT_END,),
        fields=("reason", "limit_on", "suspensive"),
    ),
    Transition(
        21, "appeal_filed", _("Appeal filed"), "beside", target=S.APPEAL_PENDING,
        moves=frozenset({S.PERMIT_REFUSED, S.PERMIT_WITHDRAWN, S.NO_STATUS, S.REFLECTION_EXPIRED}),
        track=(T.APPEAL, C.PENDING), ends=(D.APPEAL_LIMIT, D.EXPIRED), fields=("suspensive",),
    ),
    Transition(
        22, "appeal_won", _("Appeal won"), "beside", frozenset({S.APPEAL_PENDING}), track=(T.APPEAL, C.GRANTED),
        fields=("status", "end_on", "renew_from", "renew_by"),
    ),
    Transition(
        23, "appeal_lost", _("Appeal lost"), "beside", target=S.NO_STATUS, moves=frozenset({S.APPEAL_PENDING}),
        track=(T.APPEAL, C.REFUSED), starts=D.APPEAL_LIMIT, fields=("limit_on", "reason"),
    ),
    Transition(
        24, "asylum_claimed", _("Asylum claimed"), "beside", target=S.ASYLUM_PENDING, moves=WEAK,
        track=(T.ASYLUM, C.PENDING), ends=(D.PAPERS, D.EXPIRED),
        hint=_("Some States end the recovery period with it. Its last day is watched on until a letter says so."),
    ),
    Transition(
        25, "protection_granted", _("Protection granted"), "beside", target=S.PROTECTION_GRANTED,
        track=(T.ASYLUM, C.GRANTED), starts=D.PERMIT_END, ends=SECURED,
        fields=("end_on", "renew_from", "renew_by", "conditions", "work"),
    ),
    Transition(
        26, "asylum_refused", _("Asylum refused"), "beside", target=S.NO_STATUS, moves=frozenset({S.ASYLUM_PENDING}),
        track=(T.ASYLUM, C.REFUSED), starts=D.APPEAL_LIMIT, fields=("limit_on", "suspensive", "reason"),
    ),
    Transition(27, "age_disputed", _("Age disputed"), "beside", track=(T.AGE, C.PENDING), fields=("reason",)),
    Transition(
        28, "age_decided", _("Age decided"), "beside", track=(T.AGE, C.ENDED), starts=D.APPEAL_LIMIT,
        fields=("limit_on", "reason"), hint=_("Until it is final, the person counts as a child."),
    ),
    Transition(
        29, "family_filed", _("Family reunification asked for"), "beside", track=(T.FAMILY, C.PENDING),
        fields=("family",),
    ),
    Transition(
        30, "family_decided", _("Family reunification decided"), "beside", track=(T.FAMILY, C.ENDED),
        starts=D.APPEAL_LIMIT, fields=("family", "limit_on"),
    ),
    Transition(
        31, "turned_18", _("Turned 18"), "status", ends=(D.BIRTHDAY,),
        hint=_("Permit, guardian and placement are looked at anew. Nothing ends by itself."),
    ),
    Transition(
        32, "detained", _("Detained"), "urgent", starts=D.DETENTION, fields=("reason",), is_incident=True,
        hint=_("A lawyer has to know today. Everybody on the case is told until somebody writes down what was done."),
    ),
    Transition(33, "released", _("Released"), "urgent", ends=(D.DETENTION,)),
    Transition(
        34, "removal_order_served", _("Removal order served"), "urgent", starts=D.REMOVAL,
        fields=("enforceable_on", "limit_on", "suspensive", "reason"), is_incident=True,
        hint=_("A lawyer has to know today. Everybody on the case is told until somebody writes down what was done."),
    ),
    Transition(35, "removal_stopped", _("Removal stopped"), "urgent", ends=(D.REMOVAL,), fields=("reason",)),
    Transition(
        36, "removed", _("Removed"), "urgent", target=S.REMOVED, starts=D.REMOVAL, fields=("reason",),
        is_incident=True, hint=_("A lawyer has to know today: it may be against the law, and can be reported."),
    ),
    Transition(
        37, "wants_return", _("Wants to return"), "return", target=S.RETURN_PREPARING,
        hint=_("The days of the stay are watched on: whoever prepares a return may change her mind."),
    ),
    Transition(38, "returned", _("Returned"), "return", frozenset({S.RETURN_PREPARING}), S.RETURNED, ends=tuple(D)),
    Transition(
        39, "contact_lost", _("Contact lost"), "status", target=S.UNKNOWN, fields=("reason",),
        hint=_("All days are watched on."),
    ),
    Transition(
        41, "majority_prepared", _("Turning 18 prepared"), "status", ends=(D.BIRTHDAY,), fields=("reason",),
        needs_words=True, hint=_("The warnings of the birthday end. Permit, guardian and placement all change with it."),
    ),
    # Recorded by its own form, never offered in a list.
    Transition(40, "cooperation_answered", _("Asked about working with the authorities"), "", ALL),
)  # fmt: skip

BY_NUMBER: Mapping[int, Transition] = MappingProxyType({one.number: one for one in _EVENTS})
BY_CODE: Mapping[str, Transition] = MappingProxyType({one.code: one for one in _EVENTS})


def possible_from(status: Status) -> list[Transition]:
    """The events that can happen now."""
    return [one for one in _EVENTS if one.group and status in one.sources]
