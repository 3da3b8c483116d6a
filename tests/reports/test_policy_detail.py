"""The policy in force."""

import pytest

from audit.models import Event
from tests.cast import Cast


def test_it_is_read_from_the_table_and_recorded(cast: Cast):
    page = cast.auditor.get("reports:policy_detail").content.decode()
    assert "Suspects" in page and "Begin a case" in page and "read some, write some" in page
    assert Event.objects.order_by("-seq")[0].tag == "policy:open"


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "administrator", "outsider"])
def test_only_auditors(cast: Cast, name: str):
    assert getattr(cast, name).get("reports:policy_detail").status_code == 404
