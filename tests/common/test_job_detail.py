"""A job's page: the owner's only, polling while it runs, complete without script."""

import re

import pytest

from audit.models import Event
from common.jobs.choices import JobState
from common.jobs.models import Job
from tests.common.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(worker) -> Job:
    return Job.objects.create(kind="tests.count", owner=worker, organisation_id=worker.organisation_id, done=2, total=8)


def test_the_owner_sees_how_far_it_is(client, job):
    page = client.get(f"/j/{job.pid}/")
    assert page.status_code == 200
    html = page.content.decode()
    assert 'value="2"' in html
    assert 'max="8"' in html
    assert f'hx-get="/j/{job.pid}/"' in html
    # Without script: a link to the same page.
    assert f'href="/j/{job.pid}/"' in html


def test_a_fragment_is_the_same_view_without_the_frame(client, job):
    html = client.get(f"/j/{job.pid}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert "hx-trigger" in html


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_polling_stops_when_it_has_ended(client, job, state):
    Job.objects.filter(pk=job.pk).update(state=state, result={"next": "/i/ABCDEFGHJK/"}, error="owner_left")
    html = client.get(f"/j/{job.pid}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in html
    assert 'href="/i/ABCDEFGHJK/"' in html


@pytest.mark.parametrize("address", ["//elsewhere.example/", "https:elsewhere", 5])
def test_a_result_never_leads_elsewhere(client, job, address):
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result={"next": address})
    assert "elsewhere" not in client.get(f"/j/{job.pid}/").content.decode()


def test_polling_leaves_no_row_in_the_trail(client, job):
    before = Event.objects.count()
    client.get(f"/j/{job.pid}/", headers={"HX-Request": "true"})
    assert Event.objects.count() == before


def test_for_everybody_else_it_does_not_exist(job, colleague):
    browser = browser_of(colleague)
    theirs = browser.get(f"/j/{job.pid}/")
    absent = browser.get("/j/0000000000/")
    assert theirs.status_code == absent.status_code == 404
    assert without_token(theirs.content) == without_token(absent.content)
    tries = Event.objects.filter(tag="job:open", outcome="refused")
    assert [row.subject_id for row in tries.order_by("seq")] == [str(job.pk), ""]


def without_token(body: bytes) -> bytes:
    return re.sub(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"', b"", body)
