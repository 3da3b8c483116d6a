"""The one question that every sharing must ask, as a table."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.case.actions import close_case
from cases.case.choices import ClosureReason
from cases.consent import queries as consents
from cases.consent.actions import record_consent, restore_consent, withdraw_consent
from cases.consent.choices import RULES, SINGLE, ConsentAnswer, ConsentKind, LegalBasis
from cases.consent.recipients import key_of
from cases.models import Case, Consent
from tests.cast import Cast
from tests.factories.reading import working_as

YES, NO = ConsentAnswer.YES, ConsentAnswer.NO
LATER, NOT_YET = ConsentAnswer.LATER, ConsentAnswer.CANNOT_BE_ASKED
NORTH, SOUTH = "Clinic North", "Clinic South"


def give(
    cast: Cast, case: Case, kind: str = "share", answer: Any = YES, recipient: str = NORTH, **more: Any
) -> Consent:
    """Record an answer as the caseworker."""
    terms = {"recipient": recipient} if RULES[ConsentKind(kind)].by_recipient else {}
    with working_as(cast.caseworker.user, case):
        row: Consent = record_consent(
            actor=cast.caseworker.user, case=case, kind=ConsentKind(kind), answer=answer, terms=terms, **more
        )
    return row


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


# kind, answer, basis, asked days ago, until in days (None: the usual end), asked for recipient, allowed
TABLE = [
    ("share", YES, "consent", 0, None, NORTH, True),
    ("share", YES, "consent", 0, None, "  clinic   NORTH ", True),
    ("share", YES, "consent", 0, None, SOUTH, False),
    ("share", YES, "consent", 0, None, None, False),
    ("share", YES, "consent", 0, None, "", False),
    ("share", NO, "consent", 0, None, NORTH, False),
    ("share", LATER, "consent", 0, None, NORTH, False),
    ("share", NOT_YET, "consent", 0, None, NORTH, False),
    ("share", YES, "consent", 10, 0, NORTH, True),
    ("share", YES, "consent", 10, -1, NORTH, False),
    ("share", NO, "vital", 0, None, NORTH, True),
    ("share", YES, "vital", 10, -1, NORTH, False),
    ("share", YES, "legitimate", 0, None, NORTH, True),
    ("share", NO, "legitimate", 0, None, NORTH, False),
    ("authority", YES, "consent", 29, None, NORTH, True),
    ("authority", YES, "consent", 31, None, NORTH, False),
    ("contact", YES, "consent", 90, None, None, True),
    ("contact", YES, "consent", 91, None, None, False),
    ("contact", YES, "consent", 0, None, NORTH, True),
    ("service", YES, "consent", 4000, None, None, True),
    ("statistics", NO, "legitimate", 0, None, None, False),
    ("statistics", NO, "legal_duty", 0, None, None, True),
    ("media", YES, "consent", 6, None, NORTH, False),
    ("media", YES, "consent", 7, None, NORTH, True),
    ("recording", YES, "consent", 1, None, None, True),
    ("recording", YES, "consent", 2, None, None, False),
]


@pytest.mark.parametrize(("kind", "answer", "basis", "asked", "until", "recipient", "allowed"), TABLE)
def test_the_table(
    cast: Cast,
    case: Case,
    kind: str,
    answer: ConsentAnswer,
    basis: str,
    asked: int,
    until: int | None,
    recipient: str | None,
    allowed: bool,
):
    end = None if until is None else timezone.localdate() + timedelta(days=until)
    row = give(cast, case, kind, answer, basis=LegalBasis(basis), asked_on=ago(asked), valid_until=end)
    found = consents.in_force(case, kind, recipient)
    assert (found == row) if allowed else found is None


@pytest.mark.parametrize("kind", ConsentKind.values)
def test_nothing_is_in_force_that_nobody_asked(case: Case, kind: str):
    asked = consents.in_force(case, kind, NORTH)
    assert asked is None or kind == "record"


def test_a_withdrawal_counts_at_once_and_its_undoing_too(cast: Cast, case: Case):
    row, start = give(cast, case), timezone.now()
    with working_as(cast.caseworker.user, case):
        gone = withdraw_consent(actor=cast.caseworker.user, consent=row)
        assert consents.in_force(case, "share", NORTH) is None
        again = restore_consent(actor=cast.caseworker.user, consent=gone)
    assert consents.in_force(case, "share", NORTH) == again
    assert consents.in_force(case, "share", NORTH, at=gone.created_at) is None
    assert consents.in_force(case, "share", NORTH, at=start) == row


def test_the_newest_answer_counts_and_the_past_stays_as_it_was(cast: Cast, case: Case):
    row = give(cast, case)
    before = timezone.now()
    give(cast, case, answer=NO)
    assert consents.in_force(case, "share", NORTH) is None
    assert consents.in_force(case, "share", NORTH, at=before) == row
    assert consents.in_force(case, "share", NORTH, at=row.created_at - timedelta(seconds=1)) is None


def test_an_end_counts_by_itself(cast: Cast, case: Case):
    give(cast, case, valid_until=timezone.localdate() + timedelta(days=3))
    last = timezone.now() + timedelta(days=3)
    assert consents.in_force(case, "share", NORTH, at=last)
    with time_machine.travel(last + timedelta(days=1)):
        assert consents.in_force(case, "share", NORTH) is None


def test_the_last_minute_of_the_last_day_is_included_in_local_time(cast: Cast, case: Case):
    end = timezone.localdate() + timedelta(days=3)
    give(cast, case, valid_until=end)
    midnight = timezone.make_aware(datetime.combine(end + timedelta(days=1), datetime.min.time()))
    assert consents.in_force(case, "share", NORTH, at=midnight - timedelta(minutes=1))
    assert consents.in_force(case, "share", NORTH, at=midnight) is None


def test_a_closed_case_changes_nothing(cast: Cast, case: Case):
    give(cast, case)
    with working_as(cast.caseworker.user, case):
        close_case(
            actor=cast.caseworker.user, case=case, reason=ClosureReason.GOALS_REACHED, closed_on=timezone.localdate()
        )
    assert consents.in_force(case, "share", NORTH)


def test_it_opens_no_sealed_field(cast: Cast, case: Case):
    give(cast, case)
    # Outside of any principal a sealed field would raise.
    assert consents.in_force(case, "share", NORTH)


def test_the_key_of_a_recipient_is_another_one_in_another_case(cast: Cast, case: Case):
    row = give(cast, case)
    assert row.recipient_key == key_of(case.pk, NORTH) and len(row.recipient_key) == 32
    assert row.recipient_key != key_of(row.pk, NORTH) and "clinic" not in row.recipient_key


def test_the_database_holds_one_current_answer(cast: Cast, case: Case):
    row = give(cast, case)
    for fields in ({"kind": "share", "recipient_key": row.recipient_key}, {"kind": "record"}):
        with pytest.raises(IntegrityError), transaction.atomic(), working_as(cast.caseworker.user, case):
            Consent.of(
                case, answer="yes", asked_on=timezone.localdate(), recorded_by=cast.caseworker.user, **fields
            ).save(force_insert=True)


def test_every_kind_has_a_rule():
    assert set(RULES) == set(ConsentKind) and set(SINGLE) < set(ConsentKind.values)
    assert [rule.code for rule in RULES.values()] == [f"C{number}" for number in range(1, 15)]
