"""Who may do what about alerts. A part of `policy.py`."""

from tests.access.rules import Route, Rule

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
LEADS = frozenset({"coordinator"})
SELF = frozenset({"self"})
HEARING = {"code": "hearing"}
STEPS = {"steps": [{"moment": "before", "days": 5, "reach": "all"}], "reason": "earlier", "version": 0}
FORM = {
    "s-TOTAL_FORMS": "1",
    "s-INITIAL_FORMS": "0",
    "s-0-moment": "before",
    "s-0-days": "5",
    "s-0-reach": "all",
    "reason": "earlier",
    "version": "0",
}
WEEK = {"rest_weekdays": ["5", "6"], "hour": "09:00", "holidays": "2026-12-25", "version": "0"}

ROUTES: dict[str, Route] = {
    "reminders:ladder_list": Route(get=Rule(LEADS, tag="ladder:list")),
    "reminders:ladder_edit": Route(
        get=Rule(LEADS, tag="ladder:list"), post=Rule(LEADS, 302, "ladder:edit", body=FORM), names=HEARING
    ),
    "reminders:ladder_reset": Route(post=Rule(LEADS, 302), names=HEARING),
    "reminders:calendar_edit": Route(
        get=Rule(LEADS, tag="ladder:list"), post=Rule(LEADS, 302, "calendar:edit", body=WEEK)
    ),
    "cases:notice_list": Route(get=Rule(READERS, tag="notice:list")),
    "cases:notice_see": Route(post=Rule(READERS, 302)),
    "cases:notice_take": Route("alert", post=Rule(READERS, 302, "due:take", 0, SELF)),
    "api:ladder_list": Route(get=Rule(LEADS, tag="ladder:list")),
    "api:ladder_detail": Route(
        get=Rule(LEADS, tag="ladder:list"), patch=Rule(LEADS, tag="ladder:edit", body=STEPS), names=HEARING
    ),
    "api:ladder_reset": Route(post=Rule(LEADS, 204), names=HEARING),
    "api:calendar_detail": Route(
        get=Rule(LEADS, tag="ladder:list"),
        patch=Rule(LEADS, tag="calendar:edit", body={"rest_weekdays": [7], "version": 0}),
    ),
    "api:notice_list": Route(get=Rule(READERS, tag="notice:list"), post=Rule(READERS, 204)),
    "api:notice_take": Route("alert", post=Rule(READERS, 204, "due:take", 0, SELF)),
}
