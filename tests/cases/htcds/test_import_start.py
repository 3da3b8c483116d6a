"""Saying yes starts one import."""

from common.jobs.models import Job
from tests.cases.htcds.steps import GOOD_AND_BAD, checked
from tests.cast import Cast


def test_saying_yes_twice_starts_one_job(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    assert cast.caseworker.post("cases:import_start", sent).status_code == 302
    assert cast.caseworker.post("cases:import_start", sent).status_code == 409
    assert Job.objects.filter(kind="cases.run_import").count() == 1
