"""Contacts, services, answers on consent, the contact log and situations of the invented cases."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TypeAlias

from django.utils import timezone

from accounts.models import User
from cases.call.actions import create_call
from cases.call.choices import CallAsked, CallChannel, CallDone, Caller, Danger
from cases.consent.actions import record_consent, withdraw_consent
from cases.consent.choices import ConsentAnswer, ConsentKind
from cases.demo.working import at_work, day
from cases.encounter.actions import create_encounter
from cases.encounter.choices import EncounterKind, EncounterOutcome, EncounterWith
from cases.models import Case
from cases.service.actions import create_service
from cases.service.choices import Provider, ServiceType
from cases.situation.actions import link_situation
from cases.situation.choices import SituationKind

K, R, W, T = EncounterKind, EncounterOutcome, EncounterWith, ServiceType
C, A = ConsentKind, ConsentAnswer
Users: TypeAlias = Mapping[str, User]
Cases: TypeAlias = Mapping[str, Case]

# (alias, how, how it went, with whom, days from today, minutes, words)
CONTACTS = (
    ("Heron", K.OFFICE, R.REACHED, W.PERSON, -20, 50, "Looked at the letter together, line by line."),
    ("Heron", K.CALL, R.REACHED, W.PROVIDER, -6, 12, "The advocate keeps Thursday free for her."),
    ("Heron", K.CALL, R.NOT_REACHED, W.PERSON, -5, None, ""),
    ("Linnet", K.CALL, R.NOT_SAFE, W.PERSON, -8, None, "Somebody else was in the room. Try after 18:00."),
    ("Linnet", K.VISIT, R.REACHED, W.PERSON, -4, 40, "Told of the new day. She would like to see the room before."),
    ("Plover", K.ACCOMPANIMENT, R.REACHED, W.PERSON, -15, 120, "Went along to the labour court."),
    ("Wren", K.VIDEO, R.REACHED, W.PERSON, -10, 30, "Her daughter starts school in spring."),
    ("Clover", K.OFFICE, R.LATER, W.PERSON, -6, 10, "Signed the appeal. Wants to talk of the rest another day."),
    ("Teal", K.CALL, R.REACHED, W.GUARDIAN, -3, 15, "The guardian comes along to the office."),
)
# (alias, what, how many, days from today, by whom)
SERVICES = (
    ("Heron", T.INTERPRETATION, 2, -20, Provider.PARTNER),
    ("Heron", T.RIGHTS, 1, -24, Provider.OWN),
    ("Heron", T.CLOTHING, 3, -27, Provider.OWN),
    ("Linnet", T.DEVICE_CHECK, 1, -16, Provider.OWN),
    ("Plover", T.CLAIM, 4, -15, Provider.PARTNER),
    ("Wren", T.LANGUAGE_COURSE, 12, -10, Provider.PARTNER),
)
# (alias, what for, answer, days from today, terms)
CONSENTS: tuple[tuple[str, ConsentKind, ConsentAnswer, int, Mapping[str, str]], ...] = (
    ("Heron", C.SERVICE, A.YES, -30, {}),
    ("Heron", C.CONTACT, A.YES, -30, {}),
    ("Heron", C.SHARE, A.YES, -24, {"recipient": "Legal Aid C", "limits": "The stay and the papers, nothing else."}),
    ("Heron", C.AUTHORITY, A.LATER, -2, {"recipient": "Police (invented)", "why_not_yet": "She thinks it over."}),
    ("Heron", C.STATISTICS, A.YES, -30, {}),
    ("Linnet", C.SHARE, A.YES, -16, {"recipient": "Prosecutor (invented)"}),
    ("Linnet", C.MEDIA, A.NO, -16, {}),
    ("Plover", C.SHARE, A.YES, -40, {"recipient": "Union (invented)"}),
    ("Wren", C.FOLLOW_UP, A.YES, -80, {"recipient": "Our follow-up team"}),
    ("Clover", C.SHARE, A.YES, -27, {"recipient": "Legal Aid C"}),
)
# Both cases of a pair belong to it; the caseworker works on all of them.
SITUATIONS = (
    ("Plover", "Juniper", SituationKind.EMPLOYER),
    ("Linnet", "Fern", SituationKind.PLACE),
)
# (hours back, how, who, danger, what for, what was done, words)
CALLS = (
    (3, CallChannel.PHONE, Caller.PERSON, Danger.NO, CallAsked.LAWYER, CallDone.MEETING, "Comes on Tuesday at ten."),
    (27, CallChannel.MESSAGE, Caller.RELATIVE, Danger.UNCLEAR, CallAsked.WORRY, CallDone.SAID_NOTHING, ""),
    (52, CallChannel.WALK_IN, Caller.PERSON, Danger.NO, CallAsked.BED, CallDone.OTHER_SERVICE, ""),
    (98, CallChannel.EMAIL, Caller.PROFESSIONAL, Danger.NO, CallAsked.INFORMATION, CallDone.INFORMED, ""),
)


def load_contacts(users: Users, cases: Cases) -> None:
    """Write all of it down, as the caseworker of these cases."""
    worker, now = users["caseworker"], timezone.now()
    for alias, how, went, whom, days, minutes, words in CONTACTS:
        with at_work(worker, cases[alias]):
            create_encounter(
                actor=worker,
                case=cases[alias],
                kind=how,
                outcome=went,
                partner=whom,
                minutes=minutes,
                text=words,
                happened_at=now - timedelta(days=-days, hours=2),
            )
    for alias, what, units, days, provider in SERVICES:
        with at_work(worker, cases[alias]):
            create_service(
                actor=worker,
                case=cases[alias],
                kind=what,
                units=Decimal(units),
                given_on=day(days),
                provider=provider,
            )
    for alias, what_for, answer, days, terms in CONSENTS:
        with at_work(worker, cases[alias]):
            row = record_consent(
                actor=worker, case=cases[alias], kind=what_for, answer=answer, asked_on=day(days), terms=terms
            )
            if what_for == C.FOLLOW_UP:
                # A yes that was taken back, and given again for less.
                withdraw_consent(actor=worker, consent=row)
                again = {**terms, "limits": "By messenger only."}
                record_consent(actor=worker, case=cases[alias], kind=what_for, answer=A.YES, terms=again)
    for alias, other, kind in SITUATIONS:
        with at_work(worker, cases[alias], cases[other]):
            link_situation(actor=worker, case=cases[alias], other=cases[other], kind=kind)
    for hours, channel, caller, danger, asked, done, text in CALLS:
        with at_work(worker):
            create_call(
                actor=worker,
                channel=channel,
                caller=caller,
                danger=danger,
                language="eng",
                asked=[asked],
                done=[done],
                words=text,
                happened_at=now - timedelta(hours=hours),
            )
