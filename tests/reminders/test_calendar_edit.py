"""Days of rest, holidays and the hour of alerts."""

import json
from datetime import date, time, timedelta

import pytest

from audit.models import Event
from common.errors import DomainError, NotAllowed
from reminders.ladder.actions import MOST_HOLIDAYS, edit_calendar, raise_alerts
from reminders.ladder.states import LadderChangedMeanwhile, NoWorkingDay, TooManyHolidays
from reminders.models import Alert, OfficeCalendar
from tests.cast import Cast
from tests.reminders.alerting import clock, kinds, schedule, wall
from tests.reminders.test_alerts_raise import MONDAY, quiet_case

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)


def change(cast: Cast, *, name: str = "coordinator", version: int = 0, **more: object) -> OfficeCalendar:
    values = {"rest_weekdays": [5, 6], "hour": time(7), "holidays": [MONDAY + timedelta(days=3)]} | more
    return edit_calendar(actor=getattr(cast, name).user, version=version, **values)


def test_what_is_to_come_follows_it(cast: Cast) -> None:
    with clock(MONDAY):
        due = schedule(quiet_case(cast), cast.caseworker.user, "task", FRIDAY)
        change(cast)
        raise_alerts()
    # Friday is a day of rest and Thursday a holiday.
    with clock(MONDAY + timedelta(days=2), time(7)):
        raise_alerts()
    alert = Alert.objects.get(due=due)
    assert alert.for_at == wall(MONDAY + timedelta(days=2), time(7))
    assert Event.objects.filter(tag="calendar:edit").count() == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"rest_weekdays": [1, 2, 3, 4, 5, 6, 7]}, NoWorkingDay),
        ({"holidays": [date(2027, 1, 1) + timedelta(days=day) for day in range(MOST_HOLIDAYS + 1)]}, TooManyHolidays),
        ({"version": 3}, LadderChangedMeanwhile),
    ],
)
def test_what_it_may_not_become(cast: Cast, more: dict[str, object], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        change(cast, **more)
    assert not OfficeCalendar.objects.exists()


def test_by_coordinators_of_the_office(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        change(cast, name="caseworker")
    row = change(cast)
    assert row.organisation == cast.coordinator.user.organisation
    assert not OfficeCalendar.objects.visible_to(cast.outsider.user).exists()


def test_on_the_page(cast: Cast) -> None:
    url, body = "reminders:calendar_edit", {"rest_weekdays": ["6", "7"], "hour": "09:15", "version": "0"}
    assert cast.coordinator.get(url).status_code == 200
    wrong = cast.coordinator.post(url, **(body | {"holidays": "2026-12-25\nChristmas"}))
    assert "Christmas is no date" in wrong.content.decode()
    assert cast.coordinator.post(url, **(body | {"holidays": "2026-12-25\n2026-01-01"})).status_code == 302
    row = OfficeCalendar.objects.get()
    assert (row.hour, row.rest_weekdays, row.holidays) == (time(9, 15), "67", ["2026-01-01", "2026-12-25"])
    assert cast.coordinator.post(url, **body).status_code == 409


def test_over_the_api(cast: Cast) -> None:
    address, client = "/api/v1/calendar/", cast.coordinator.client
    tag = {"If-Match": client.get(address)["ETag"]}
    body = json.dumps({"rest_weekdays": [7], "holidays": ["2026-12-25"]})
    assert client.patch(address, body, content_type="application/json").status_code == 428
    changed = client.patch(address, body, content_type="application/json", headers=tag)
    assert changed.status_code == 200
    assert changed.json() == {"rest_weekdays": [7], "hour": "08:00:00", "holidays": ["2026-12-25"], "version": 1}
    assert client.patch(address, body, content_type="application/json", headers=tag).status_code == 412
