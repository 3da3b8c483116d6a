"""Days counted from the one on which they are used, so that a run may go on past midnight.

`TODAY` and `ahead(days)` stand for a date wherever one is asked for, compared, written into a form or sent as JSON, and
are reckoned anew each time. A module that reckons a day while it is read would hold yesterday's by the time its tests run.
"""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import lazy


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


ahead = lazy(_day, date)
TODAY = ahead(0)
