"""Fetching is the access check."""

import pytest

from audit.models import Event
from audit.record import scope
from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.jobs.models import Job
from common.querysets import ScopedQuerySet

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(worker) -> Job:
    return Job.objects.create(kind="tests.count", owner=worker, organisation_id=worker.organisation_id)


def test_a_visible_row_is_fetched(job, worker):
    with scope(actor=worker):
        assert get_visible_or_404(Job.objects.all(), worker, job.pid, tag=Tag.JOB_OPEN) == job
    assert not Event.objects.exists()


def test_hidden_and_absent_refuse_alike_and_are_recorded(job, colleague, django_assert_num_queries):
    for pid in (job.pid, "0000000000"):
        with scope(actor=colleague), pytest.raises(NotAllowed), django_assert_num_queries(2):
            get_visible_or_404(Job.objects.all(), colleague, pid, tag=Tag.JOB_OPEN)
    rows = list(Event.objects.order_by("seq"))
    assert [(row.tag, row.outcome) for row in rows] == [("job:open", "refused")] * 2
    assert [row.subject_id for row in rows] == [str(job.pk), ""]


def test_require():
    require(True)
    with pytest.raises(NotAllowed):
        require(False)


def test_a_queryset_that_does_not_say_who_shows_nothing(job, worker):
    assert not ScopedQuerySet(Job).visible_to(worker).exists()
