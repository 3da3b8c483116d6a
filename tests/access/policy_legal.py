"""Proceedings, hearings, days that run out, claims and protection."""

from typing import Any

from tests.access.rules import Route, Rule
from tests.days import TODAY, ahead

LAW = frozenset({"caseworker", "coordinator", "legal"})
LEADS = frozenset({"coordinator"})
NEXT_WEEK = ahead(7)
OPEN = "proceeding:open"
KIND = {"kind": "b"}

PROCEEDING = {"type": "labour", "number": "12/3"}
STAGE = {"stage": "charge", "happened_on": TODAY}
DECISION = {"decision": "later", "happened_on": TODAY}
HEARING = {"kind": "interview", "held_on": NEXT_WEEK, "place": "Room 4"}
TALK = {"topics": ["rights"], "told_on": TODAY, "language": "tha", "by": "A lawyer", "understood": "yes"}
LIMIT = {"kind": "review", "end_on": NEXT_WEEK, "source": "Letter, page 1"}
CHECK = {"end_on": NEXT_WEEK, "version": 1}
OUTCOME = {"outcome": "filed", "version": 1}
WISH = {"wish": "later", "how": "By phone"}
PAYMENT = {"paid_on": TODAY, "amount": "5", "version": 1}
SUSPECTS = {"suspects": "Invented", "version": 1}
VERSION = {"version": 1}


def form(tag: str, body: dict[str, Any], **names: str) -> Route:
    """A form about a case or a row below it."""
    return Route("case", Rule(LAW, 200, OPEN, 409), Rule(LAW, 302, tag, 409, body=body), names=names)


def made(tag: str, body: dict[str, Any], status: int = 201, **names: str) -> Route:
    """The same over the API."""
    return Route("case", post=Rule(LAW, status, tag, 409, body=body), names=names)


def changed(tag: str, body: dict[str, Any], **names: str) -> Route:
    """A change over the API that says which version it was made from."""
    return Route("case", patch=Rule(LAW, 200, tag, 409, body=body | VERSION), names=names)


def suspects(method: str, status: int) -> Route:
    """What is known of suspects."""
    write = Rule(LEADS, status, "suspects:edit", 409, body=SUSPECTS)
    return Route("case", get=Rule(LEADS, 200, "suspects:open"), **{method: write})


ALONE = Rule(LAW, 409, OPEN, 409)
NOBODY = Rule(LAW, 200, OPEN, 409, body={"reference": "none"})

ROUTES: dict[str, Route] = {
    "cases:legal_list": Route("case", get=Rule(LAW, 200, OPEN)),
    "cases:suspects_edit": suspects("post", 302),
    "cases:suspects_release": suspects("post", 302),
    "cases:proceeding_create": form("proceeding:create", PROCEEDING),
    "cases:proceeding_detail": Route("case", get=Rule(LAW, 200, OPEN)),
    "cases:proceeding_edit": form("proceeding:edit", PROCEEDING | VERSION),
    "cases:proceeding_stage": form("proceeding:stage", STAGE),
    "cases:proceeding_decide": form("proceeding:decide", DECISION),
    # To whom it is linked is asked where it is tested; here no such case is named, and whoever may, hears that.
    "cases:proceeding_link": Route("case", NOBODY, NOBODY),
    "cases:proceeding_unlink": Route("case", ALONE, ALONE),
    "cases:hearing_create": form("hearing:create", HEARING),
    "cases:hearing_edit": form("hearing:edit", {"place": "Room 5", "version": 1}),
    "cases:hearing_move": form("hearing:move", {"held_on": NEXT_WEEK, "version": 1}),
    "cases:hearing_end": form("hearing:end", {"state": "held", "version": 1}),
    "cases:briefing_create": form("briefing:create", TALK),
    "cases:briefing_hearing": form("briefing:create", TALK),
    "cases:limit_create": form("limit:create", LIMIT),
    "cases:limit_edit": form("limit:edit", LIMIT | VERSION),
    "cases:limit_check": form("limit:check", CHECK),
    "cases:limit_end": form("limit:end", OUTCOME),
    "cases:legalrecord_create": form("legalrecord:create", WISH, **KIND),
    "cases:legalrecord_edit": form("legalrecord:edit", WISH | VERSION, **KIND),
    "cases:legalrecord_end": form("legalrecord:end", {"reason": "over", "version": 1}, **KIND),
    "cases:claim_pay": form("claim:pay", PAYMENT),
    "cases:release_notice": form("release:notice", VERSION),
    "api:legal_list": Route("case", get=Rule(LAW, 200, OPEN)),
    "api:suspects_detail": suspects("patch", 200),
    "api:suspects_release": suspects("patch", 200),
    "api:proceeding_list": made("proceeding:create", PROCEEDING),
    "api:proceeding_detail": changed("proceeding:edit", PROCEEDING),
    "api:proceeding_stage": made("proceeding:stage", STAGE),
    "api:proceeding_decide": made("proceeding:decide", DECISION),
    "api:proceeding_link": Route("case", post=Rule(LAW, 400, OPEN, 400, body={"case": "0000000000"})),
    "api:proceeding_unlink": Route("case", post=ALONE),
    "api:hearing_list": made("hearing:create", HEARING),
    "api:hearing_detail": changed("hearing:edit", {"place": "Room 5"}),
    "api:hearing_move": made("hearing:move", {"held_on": NEXT_WEEK, "version": 1}, 204),
    "api:hearing_end": made("hearing:end", {"state": "held", "version": 1}, 204),
    "api:briefing_list": made("briefing:create", TALK),
    "api:limit_list": made("limit:create", LIMIT),
    "api:limit_detail": changed("limit:edit", {"end_on": NEXT_WEEK}),
    "api:limit_check": made("limit:check", CHECK, 200),
    "api:limit_end": made("limit:end", OUTCOME, 204),
    "api:legalrecord_list": made("legalrecord:create", WISH, **KIND),
    "api:legalrecord_detail": changed("legalrecord:edit", WISH, **KIND),
    "api:legalrecord_end": made("legalrecord:end", {"reason": "over", "version": 1}, 204, **KIND),
    "api:claim_pay": made("claim:pay", PAYMENT, 204),
    "api:release_notice": made("release:notice", VERSION, 204),
}
