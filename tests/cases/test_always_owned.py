"""Random histories of who works on cases: at every step each open case and each due thing has somebody who may open it.

Cover that has ended reads nothing with the next request. The order is derived from the machine's own code, so a failure comes
again with the next run, and its steps are printed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from accounts.choices import Role
from accounts.models import User
from cases.access import admit, relation_of_visible
from cases.assignment.actions import end_assignment, give_assignment
from cases.assignment.tasks import warn_of_ending_grants
from cases.block.actions import lift_block, set_block
from cases.case.actions import close_case, reopen_case
from cases.case.choices import ClosureReason
from cases.cover.actions import end_cover, give_cover
from cases.handover.actions import accept_handover, decline_handover, offer_handover
from cases.leaving.actions import leave_colleague
from cases.models import Case, CaseGrant, CaseHandover, ConflictBlock, Cover
from cases.today.tasks import adopt_dues
from common.errors import DomainError, NotAllowed
from reminders.actions import complete_due, give_due
from reminders.models import DueThing
from tests.cast import Cast, Member, address
from tests.factories.accounts import make_user
from tests.factories.cases import acting, make_case, make_due, make_task
from tests.moves import move, run_histories

pytestmark = pytest.mark.django_db

HISTORIES = 90
STEPS = 16
CASES = st.integers(0, 1)
WORKERS = st.integers(0, 3)
LEADS = st.integers(0, 1)
STAFF = st.integers(0, 6)
PLACES = st.integers(0, 5)
DAYS = st.sampled_from([0, 1, 5, 20])


class World:
    """Four caseworkers, a lawyer, two coordinators and two cases; each history is undone."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        own = cast.caseworker.user
        more = [make_user(own.organisation, role=Role.CASEWORKER, display_name=name) for name in ("Ada", "Ida")]
        self.workers = [own, cast.caseworker2.user, *more]
        self.leads = [cast.coordinator.user, cast.coordinator2.user]
        self.staff = [*self.workers, cast.legal.user, *self.leads]
        self.cases = [make_case(user, alias=f"Bird {user.pid}") for user in self.workers[:2]]
        for user, case in zip(self.workers, self.cases, strict=False):
            make_due(user, case)
        self.counts: Counter[str] = Counter()


class History(RuleBasedStateMachine):
    """One history; what the product refuses changes nothing."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        noon = timezone.localtime().replace(hour=12) + timedelta(days=1)
        self.travel = time_machine.travel(noon)
        self.clock = self.travel.start()
        # Who stood in for what, and reads nothing any more once that has ended.
        self.stood_in: set[tuple[Any, Any]] = set()

    def teardown(self) -> None:
        self.travel.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.world.counts["histories"] += 1

    def do(self, actor: User, act: Callable[..., Any], **what: Any) -> None:
        """`actor`, as in the database now, does it; an account that is closed does nothing."""
        actor = User.objects.get(pk=actor.pk)
        if not actor.is_active:
            return
        try:
            with acting(actor), transaction.atomic():
                admit(actor, [case.pk for case in Case.objects.visible_to(actor)], relation_of_visible(actor))
                act(actor=actor, **what)
        except (DomainError, NotAllowed):
            self.world.counts["refused"] += 1
        else:
            self.world.counts[act.__name__] += 1

    @staticmethod
    def at(rows: Any, place: int) -> Any:
        found = list(rows)
        return found[place % len(found)] if found else None

    @staticmethod
    def until(days: int) -> datetime:
        return timezone.now() + timedelta(days=days)

    @move(2, lead=LEADS, case=CASES, who=st.integers(0, 4), days=DAYS)
    def assign(self, lead: int, case: int, who: int, days: int) -> None:
        world, until = self.world, self.until(days) if days else None
        self.do(world.leads[lead], give_assignment, case=world.cases[case], user=world.staff[who], until=until)

    @move(2, lead=LEADS, case=CASES, place=PLACES)
    def end(self, lead: int, case: int, place: int) -> None:
        rows = CaseGrant.objects.filter(content_object=self.world.cases[case], ended_at__isnull=True)
        grant = self.at(rows.order_by("granted_at"), place)
        if grant is not None:
            self.do(self.world.leads[lead], end_assignment, grant=grant)

    @move(3, lead=LEADS, absent=WORKERS, step=st.integers(1, 3), days=DAYS, is_own=st.booleans())
    def cover(self, lead: int, absent: int, step: int, days: int, is_own: bool) -> None:
        world = self.world
        actor = world.workers[absent] if is_own else world.leads[lead]
        colleagues = [User.objects.get(pk=world.workers[(absent + step) % 4].pk)]
        self.do(actor, give_cover, absent=world.workers[absent], colleagues=colleagues, until=self.until(days + 1))
        rows = CaseGrant.objects.in_force().filter(cover__isnull=False)
        self.stood_in |= set(rows.values_list("user_id", "content_object_id"))

    @move(3, place=PLACES)
    def back_again(self, place: int) -> None:
        cover = self.at(Cover.objects.in_force().select_related("absent").order_by("created_at"), place)
        if cover is not None:
            self.do(cover.absent, end_cover, cover=cover)

    @move(1, who=STAFF, heir=st.none() | WORKERS)
    def leave(self, who: int, heir: int | None) -> None:
        world = self.world
        taker = None if heir is None else User.objects.get(pk=world.workers[heir].pk)
        user = User.objects.get(pk=world.staff[who].pk)
        if user.is_active:
            self.do(world.cast.administrator.user, leave_colleague, user=user, heir=taker)

    @move(1, lead=LEADS, case=CASES)
    def close(self, lead: int, case: int) -> None:
        reason, today = ClosureReason.GOALS_REACHED, timezone.localdate()
        self.do(self.world.leads[lead], close_case, case=self.world.cases[case], reason=reason, closed_on=today)

    @move(2, lead=LEADS, case=CASES, who=WORKERS)
    def reopen(self, lead: int, case: int, who: int) -> None:
        world = self.world
        row = self.at(Case.objects.filter(closed_on__isnull=False).order_by("serial"), case)
        if row is not None:
            self.do(world.leads[lead], reopen_case, case=row, worker=world.workers[who])

    @move(
        2, case=CASES, place=PLACES, receiver=WORKERS, answer=st.sampled_from([accept_handover, decline_handover, None])
    )
    def hand_over(self, case: int, place: int, receiver: int, answer: Any) -> None:
        """Somebody who works on the case offers it; the answer comes at once, later or never."""
        row, taker = self.world.cases[case], self.world.workers[receiver]
        grant = self.at(CaseGrant.objects.in_force().filter(content_object=row).order_by("granted_at"), place)
        if grant is not None:
            self.do(grant.user, offer_handover, case=row, giver=grant.user, receiver=taker)
        offer = CaseHandover.objects.waiting().filter(case=row).order_by("created_at").last()
        if offer is not None and answer is not None:
            self.do(offer.receiver, answer, handover=offer)

    @move(1, lead=LEADS, case=CASES, who=STAFF)
    def keep_away(self, lead: int, case: int, who: int) -> None:
        user = User.objects.get(pk=self.world.staff[who].pk)
        self.do(self.world.leads[lead], set_block, case=self.world.cases[case], user=user)

    @move(1, lead=LEADS, place=PLACES)
    def let_in_again(self, lead: int, place: int) -> None:
        block = self.at(ConflictBlock.objects.in_force().order_by("created_at"), place)
        if block is not None:
            self.do(self.world.leads[lead], lift_block, block=block)

    @move(4, case=CASES, who=STAFF, days=DAYS)
    def set_task(self, case: int, who: int, days: int) -> None:
        """Somebody who may open the case, by an assignment, as a stand-in or as a coordinator, has something to do on it."""
        row = Case.objects.get(pk=self.world.cases[case].pk)
        staff = User.objects.filter(pk__in=[user.pk for user in self.world.staff]).order_by("created_at")
        user = self.at([one for one in staff if Case.objects.visible_to(one).filter(pk=row.pk).exists()], who)
        if not row.is_closed and user is not None:
            make_task(user, row, days=days)
            self.world.counts["tasks"] += 1

    @move(2, place=PLACES, who=STAFF, is_done=st.booleans())
    def answer_for(self, place: int, who: int, is_done: bool) -> None:
        """A due thing is ticked off, or given to a colleague."""
        due = self.at(DueThing.objects.open().select_related("owner").order_by("created_at"), place)
        if due is not None and is_done:
            self.do(due.owner, complete_due, due=due)
        elif due is not None:
            self.do(due.owner, give_due, due=due, to_user=User.objects.get(pk=self.world.staff[who].pk))

    @move(2, days=st.sampled_from([1, 3, 8, 30]))
    def time_passes(self, days: int) -> None:
        """Days go by, and their nights."""
        self.clock.shift(timedelta(days=days))
        warn_of_ending_grants()
        adopt_dues()
        self.world.counts["nights"] += 1

    @invariant()
    def everything_has_somebody(self) -> None:
        """Asked of the rows themselves, so that a mistake of the product's own question is found too."""
        active = dict(User.objects.filter(is_active=True).values_list("pk", "role"))
        kept_away = set(ConflictBlock.objects.filter(lifted_at__isnull=True).values_list("case_id", "user_id"))
        grants = CaseGrant.objects.filter(ended_at__isnull=True, until__gt=timezone.now())
        working = set(grants.values_list("content_object_id", "user_id"))
        own = set(grants.filter(cover__isnull=True).values_list("content_object_id", "user_id"))

        def may_open(case_id: Any, user_id: Any) -> bool:
            if user_id not in active or (case_id, user_id) in kept_away:
                return False
            return active[user_id] == "coordinator" or (case_id, user_id) in working

        for case in Case.objects.filter(closed_on__isnull=True):
            workers = [user_id for case_id, user_id in own if case_id == case.pk]
            assert any(may_open(case.pk, user_id) for user_id in workers), f"{case} has no worker"
        for due in DueThing.objects.filter(state="open"):
            assert may_open(due.subject_id, due.owner_id), f"{due.kind} is with {due.owner.display_name}"
            self.world.counts["due things looked at"] += 1

    @invariant()
    def ended_cover_reads_nothing(self) -> None:
        for user_id, case_id in sorted(self.stood_in, key=str):
            grants = CaseGrant.objects.filter(user=user_id, content_object=case_id, ended_at__isnull=True)
            if grants.filter(until__gt=timezone.now()).exists():
                continue
            self.stood_in.remove((user_id, case_id))
            user = User.objects.get(pk=user_id)
            if user.is_active:
                self.reads_nothing(Member(user), Case.objects.get(pk=case_id))

    def reads_nothing(self, member: Member, case: Case) -> None:
        member.sign_in()
        assert member.get("cases:case_detail", case).status_code == 404
        assert member.client.get(address("api:case_detail", case)).status_code == 404
        assert case.reference not in member.get("cases:today").content.decode()
        self.world.counts["ended covers"] += 1


def test_no_open_case_and_no_due_thing_is_without_an_active_owner_who_may_open_it(cast: Cast):
    world = World(cast)
    run_histories(History, world=world, histories=HISTORIES, steps=STEPS)
    print("always owned:", dict(world.counts))
    assert world.counts["histories"] >= HISTORIES
    for name in (
        "give_cover",
        "end_cover",
        "leave_colleague",
        "accept_handover",
        "set_block",
        "reopen_case",
        "ended covers",
    ):
        assert world.counts[name], f"no history had {name}"
