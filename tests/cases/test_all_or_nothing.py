"""A change, its history, its audit rows and what it queues commit together: the database fails at any statement.

Each act runs again and again. At the n-th try the n-th statement that writes fails, for n = 1, 2, 3 ... until the act gets
through. After every failure each table holds what it held before.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.utils import timezone

from audit.errors import AuditNotWritten
from audit.models import Event
from audit.verify import verify_chain
from cases.call.actions import create_call
from cases.call.choices import CallChannel, Caller, Danger
from cases.case.actions import close_case, reopen_case
from cases.case.choices import ClosureReason
from cases.consent.actions import record_consent, withdraw_consent
from cases.consent.choices import ConsentAnswer, ConsentKind
from cases.cover.actions import give_cover
from cases.handover.actions import accept_handover, offer_handover
from cases.leaving.actions import leave_colleague
from cases.models import Case, Consent, Note
from cases.note.actions import create_note, extend_note
from cases.service.actions import create_service
from cases.service.choices import ServiceType
from cases.task.actions import create_task
from tests.cast import Cast
from tests.factories.cases import make_case, make_due
from tests.factories.reading import working_as

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
MOST = 200
Act = Callable[[], Any]


class Failed(DatabaseError):
    """As a full disk or a lost line would be."""


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """The `number`-th statement that writes raises. Gives the list of those that came so far."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            seen.append(sql)
            if len(seen) == number:
                raise Failed(f"statement {number} failed")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def everything() -> dict[str, list[str]]:
    """All rows of all tables."""
    return {
        model._meta.label: sorted(
            repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
            for row in model._base_manager.values_list()
        )
        for model in apps.get_models(include_auto_created=True)
    }


def note(cast: Cast, case: Case) -> Act:
    return lambda: create_note(actor=cast.caseworker.user, case=case, text="Slept better.")


def addendum(cast: Cast, case: Case) -> Act:
    row = create_note(actor=cast.caseworker.user, case=case, text="Slept better.")
    Note.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=3))
    row.refresh_from_db()
    return lambda: extend_note(actor=cast.caseworker.user, note=row, text="Badly, she says now.")


def new_case(cast: Cast, case: Case) -> Act:
    return lambda: make_case(
        cast.caseworker.user, alias="Wren", note="Came with a friend.", identity={"given_name": "Malee"}
    )


def closing(cast: Cast, case: Case) -> Act:
    make_due(cast.caseworker.user, case)
    return lambda: close_case(
        actor=cast.caseworker.user, case=case, reason=ClosureReason.GOALS_REACHED, closed_on=timezone.localdate()
    )


def reopening(cast: Cast, case: Case) -> Act:
    closing(cast, case)()
    return lambda: reopen_case(actor=cast.coordinator.user, case=case, worker=cast.caseworker.user)


def service(cast: Cast, case: Case) -> Act:
    return lambda: create_service(
        actor=cast.caseworker.user, case=case, kind=ServiceType.values[0], remark="Two hours."
    )


def task(cast: Cast, case: Case) -> Act:
    return lambda: create_task(
        actor=cast.caseworker.user, case=case, words="Ring the clinic", due_on=timezone.localdate()
    )


def call(cast: Cast, case: Case) -> Act:
    return lambda: create_call(
        actor=cast.caseworker.user,
        channel=CallChannel.values[0],
        caller=Caller.values[0],
        danger=Danger.values[0],
        words="Asked for help.",
    )


def withdrawal(cast: Cast, case: Case) -> Act:
    row: Consent = record_consent(
        actor=cast.caseworker.user, case=case, kind=ConsentKind.CONTACT, answer=ConsentAnswer.YES
    )
    return lambda: withdraw_consent(actor=cast.caseworker.user, consent=row)


def handover(cast: Cast, case: Case) -> Act:
    make_due(cast.caseworker.user, case)
    row = offer_handover(
        actor=cast.caseworker.user, case=case, giver=cast.caseworker.user, receiver=cast.caseworker2.user
    )
    return lambda: accept_handover(actor=cast.caseworker2.user, handover=row)


def cover(cast: Cast, case: Case) -> Act:
    until = timezone.now() + timedelta(days=5)
    return lambda: give_cover(
        actor=cast.coordinator.user, absent=cast.caseworker.user, colleagues=[cast.caseworker2.user], until=until
    )


def leaving(cast: Cast, case: Case) -> Act:
    make_due(cast.caseworker.user, case)
    return lambda: leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user, heir=cast.caseworker2.user)


ACTS = (
    note,
    addendum,
    new_case,
    closing,
    reopening,
    service,
    task,
    call,
    withdrawal,
    handover,
    cover,
    leaving,
)


@pytest.mark.parametrize("prepare", ACTS, ids=lambda prepare: prepare.__name__)
def test_a_failure_between_any_two_statements_leaves_all_or_nothing(cast: Cast, case: Case, prepare: Callable):
    for name in ("caseworker", "caseworker2", "coordinator", "administrator"):
        getattr(cast, name)  # signs in now, not between two counts
    with working_as(cast.caseworker.user, case):
        act = prepare(cast, case)
        before, rows = everything(), Event.objects.count()
        for number in range(1, MOST):
            with failing_at(number) as seen:
                try:
                    act()
                except (Failed, AuditNotWritten):
                    pass
                else:
                    break
            assert everything() == before, f"after statement {number}: {seen[-1][:80]}"
        assert len(seen) == number - 1 and len(seen) >= 2, "every statement had its turn, the last try got through"
        assert Event.objects.count() > rows
    assert verify_chain().broken is None
