"""The link of a new case counts from the moment it is saved, and ends with its intake."""

from datetime import timedelta

import time_machine
from django.conf import settings
from django.utils import timezone

from audit.models import Event
from cases.models import Case, SituationLink
from cases.situation.actions import begin_situation, end_lost_links, join_situation
from cases.situation.tasks import end_links_of_lost_intakes
from common.drafts.tasks import purge_old_drafts
from common.models import Draft
from common.pid import new_pid
from tests.cases.intake_steps import NEEDED, send
from tests.cast import Cast, address
from tests.factories.reading import tags_of, working_as


def begin(cast: Cast, case: Case) -> str:
    with working_as(cast.caseworker.user, case):
        return str(begin_situation(actor=cast.caseworker.user, case=case, kind="raid"))


def test_saving_links_and_both_pages_show_it(cast: Cast, case: Case):
    key = begin(cast, case)
    for step in (2, 3, 4):
        send(cast.caseworker, key, step, **(NEEDED.get(step, {}) | ({"alias": "Dove"} if step == 2 else {})))
    assert send(cast.caseworker, key, 5, "save", **NEEDED[5]).status_code == 302
    new = Case.objects.get(pid=key)
    assert SituationLink.objects.get(case=new).awaited_pid == ""
    assert case.reference in cast.caseworker.get("cases:case_detail", new).content.decode()
    assert new.reference in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "situation:link" in tags_of(new)


def test_discarding_ends_it(cast: Cast, case: Case):
    key = begin(cast, case)
    assert cast.caseworker.client.post(address("cases:intake_discard", key)).status_code == 302
    assert SituationLink.objects.get(awaited_pid=key).ended_at is not None


def test_nobody_else_can_take_the_place(cast: Cast, case: Case):
    key = begin(cast, case)
    join_situation(actor=cast.caseworker2.user, key=key, case=case)
    join_situation(actor=cast.caseworker.user, key=new_pid(), case=case)
    assert SituationLink.objects.get(awaited_pid=key).case is None


def test_an_intake_that_expires_ends_its_link_and_no_other(cast: Cast, case: Case):
    with time_machine.travel(timezone.now() - timedelta(days=settings.DRAFT_DAYS + 1)):
        old = begin(cast, case)
    young = begin(cast, case)
    purge_old_drafts()
    end_links_of_lost_intakes()
    lost = SituationLink.objects.get(awaited_pid=old)
    assert lost.ended_at is not None and lost.ended_by is None
    assert SituationLink.objects.get(awaited_pid=young).ended_at is None
    assert SituationLink.objects.in_force().filter(case=case).count() == 2
    event = Event.objects.filter(tag="situation:unlink").get()
    assert event.actor_id is None and '"count":1' in event.detail.replace(" ", "")


def test_an_intake_dropped_from_the_list_of_drafts_ends_its_link_in_the_night(cast: Cast, case: Case):
    key = begin(cast, case)
    assert end_lost_links() == 0
    Draft.objects.visible_to(cast.caseworker.user).filter(key=key).delete()
    assert end_lost_links() == 1 and end_lost_links() == 0
    assert SituationLink.objects.get(awaited_pid=key).ended_at is not None
