"""Nothing about a stay is silent: without a letter and a rule that is sure, thirty days are watched and not confirmed."""

import csv

import pytest
import time_machine
from django.utils import timezone

from cases.jurisdiction.actions import load_schemes
from cases.jurisdiction.queries import SHORTEST
from cases.jurisdiction.table import SHIPPED, read_table
from cases.models import Case, Scheme
from cases.residence.actions import record_residence
from cases.residence.choices import Paper
from cases.residence.transitions import BY_CODE
from reminders.ladder.actions import raise_alerts
from reminders.ladder.choices import Weight
from reminders.ladder.defaults import DEFAULTS
from reminders.models import Alert
from reminders.registry import kind_of
from tests.cases.stay import DAY, row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.reading import opened, working_as

pytestmark = pytest.mark.django_db
SATURDAY = 5


def assert_never_silent(cast: Cast, case: Case, what: str) -> None:
    """Watched at thirty days at most, marked as not confirmed, with an urgent task each day until somebody looks."""
    user = cast.caseworker.user
    days = watched(user, case)
    assert TODAY + 29 * DAY <= days[what] <= TODAY + 30 * DAY and days["confirm_end"] == TODAY
    assert {opened(user, row_of(user, case, name), "facts")["basis"] for name in (what, "confirm_end")} == {
        "provisional"
    }
    assert "not confirmed" in cast.caseworker.get("cases:case_detail", case).content.decode()
    due = row_of(user, case, "confirm_end").due
    assert DEFAULTS[kind_of(due.kind).ladder].weight == Weight.RIGHT
    # The first one never comes on a rest day; from then on rest days count as well.
    first = timezone.now()
    while first.astimezone(timezone.get_default_timezone()).weekday() >= SATURDAY:
        first += DAY
    for day in range(3):
        with time_machine.travel(first + day * DAY, tick=False):
            raise_alerts()
    alerts = Alert.objects.filter(due=due, recipient=user)
    assert alerts.count() == 3 and not alerts.filter(is_urgent=False).exists()


LOW = [row for row in csv.DictReader(SHIPPED.open(encoding="utf-8", newline="")) if row["confidence"] == "low"]


def test_there_are_rows_of_low_confidence():
    assert len(LOW) == 14


@pytest.mark.parametrize("shipped", LOW, ids=lambda row: row["scheme_id"])
def test_no_row_of_low_confidence_is_silent(cast: Cast, case: Case, shipped: dict[str, str]):
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        load_schemes(rows=[row for row in read_table(file).rows if row["code"] in {SHORTEST, shipped["scheme_id"]}])
    scheme = Scheme.objects.get(code=shipped["scheme_id"])
    is_period = scheme.type == "reflection_period"
    values = {"status": "reflection" if is_period else "permit_active", "scheme": scheme}
    with working_as(cast.caseworker.user, case):
        record_residence(
            actor=cast.caseworker.user,
            case=case,
            event=BY_CODE["status_established"],
            on=timezone.localdate(),
            paper=Paper.NONE_YET,
            values=values,
        )
    assert_never_silent(cast, case, "reflection_end" if is_period else "permit_end")


@pytest.mark.parametrize(
    ("code", "fields", "what"),
    [
        ("reasonable_grounds_found", {}, "reflection_end"),
        ("status_established", {"status": "reflection"}, "reflection_end"),
        ("status_established", {"status": "permit_active"}, "permit_end"),
    ],
)
@pytest.mark.parametrize("paper", ["here", "none_yet"])
def test_without_a_day_and_without_a_rule_it_is_watched_at_thirty_days(
    cast: Cast, case: Case, code: str, fields, what: str, paper: str
):
    assert tell(cast.caseworker, case, code, paper=paper, **fields).status_code == 302
    assert_never_silent(cast, case, what)
