"""Reading the trail: who looked at a case, and the auditor's list."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.chain import Entry, append
from audit.models import Event
from audit.queries import event_page, filtered, looks

pytestmark = pytest.mark.django_db


def test_everybody_who_looked_at_a_case_newest_first(trail):
    case = trail[0].case_id
    page = looks(case)
    assert [row.seq for row in page.rows] == [10, 7, 4, 1]
    assert {row.actor.username for row in page.rows} == {"wren"}
    assert page.rows[0].changed == ["status"]
    assert page.older is None


def test_pages_follow_each_other_without_gap_or_repeat(trail):
    case, seen, older = trail[0].case_id, [], None
    while True:
        page = looks(case, older_than=older, size=3)
        seen += [row.seq for row in page.rows]
        older = page.older
        if older is None:
            break
    assert seen == [10, 7, 4, 1]


def test_a_page_costs_the_same_number_of_queries_whatever_its_length(trail, django_assert_num_queries):
    for size in (2, 12):
        with django_assert_num_queries(1):
            looks(trail[0].case_id, size=size)


def test_only_an_auditor_reads_the_trail_and_only_the_own_organisations(trail, worker, auditor, stranger_auditor):
    assert filtered(auditor).count() == 12
    assert filtered(stranger_auditor).count() == 0
    for role in ("caseworker", "coordinator", "administrator", "shelter", "legal", "health", "partner"):
        worker.role = role
        assert filtered(worker).count() == 0


def test_filters(trail, auditor, worker):
    assert filtered(auditor, tags=["case:edit"]).count() == 6
    assert filtered(auditor, actor_id=worker.pk).count() == 12
    assert filtered(auditor, actor_id=uuid4()).count() == 0
    assert filtered(auditor, outcome="refused").count() == 0
    assert filtered(auditor, case_id=trail[0].case_id).count() == 4
    today = timezone.localdate()
    assert filtered(auditor, first_day=today, last_day=today).count() == 12
    assert filtered(auditor, first_day=today + timedelta(days=1)).count() == 0
    assert filtered(auditor, last_day=date(2020, 1, 1)).count() == 0


def test_a_refused_try_does_not_tell_the_auditor_whether_the_case_exists(trail, auditor):
    for subject, case in ((str(uuid4()), uuid4()), ("", None)):
        append(
            [
                Entry(
                    tag="case:open",
                    outcome="refused",
                    organisation_id=auditor.organisation_id,
                    subject_type="cases.case" if case else "",
                    subject_id=subject,
                    case_id=case,
                )
            ]
        )
    known, absent = event_page(auditor, outcome="refused").rows
    assert (known.subject_type, known.subject_id, known.case_id) == ("", "", None)
    assert (absent.subject_type, absent.subject_id, absent.case_id) == ("", "", None)
    hidden = Event.objects.exclude(case_id=None).filter(outcome="refused").get().case_id
    assert event_page(auditor, case_id=hidden).rows == []
    # Those who may read who looked do see the try.
    assert [row.outcome for row in looks(hidden).rows] == ["refused"]
