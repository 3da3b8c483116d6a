"""Who may do what about mail. A part of `policy.py`."""

from tests.access.rules import Route, Rule

LEADS = frozenset({"coordinator"})
SELF = frozenset({"self"})
UNDER_WAY = {"under_way": 409}
# Nobody in the world of the matrices has an address, and a link that nobody sent confirms none.
NO_LINK = {"token": "A" * 43}

ROUTES: dict[str, Route] = {
    "reminders:mail_edit": Route(get=Rule(), post=Rule()),
    "reminders:mail_edit#saved": Route(
        get=Rule(), post=Rule(status=302, tag="setting:change", body={"has_mail": "on", "hour": "9", "version": "0"})
    ),
    "reminders:address_ask": Route(post=Rule(status=302)),
    "reminders:address_confirm": Route(get=Rule(), post=Rule(status=302), names=NO_LINK),
    "reminders:message_list": Route(get=Rule(LEADS, tag="message:list")),
    "reminders:message_retry": Route("message", post=Rule(LEADS, 302, "message:retry", 0, SELF, UNDER_WAY)),
    "api:mail_detail": Route(get=Rule(), patch=Rule(tag="setting:change", body={"hour": 9, "version": 0})),
    "api:address_ask": Route(post=Rule(status=409)),
    "api:message_list": Route(get=Rule(LEADS, tag="message:list")),
    "api:message_retry": Route("message", post=Rule(LEADS, 204, "message:retry", 0, SELF, UNDER_WAY)),
}
