"""Asking the API as one of the cast, with JSON both ways."""

import json
from typing import Any

from django.http import HttpResponse

from audit.models import Event
from cases.case.matching import CASE, SHEETS, episode_name, versions_of
from cases.models import Case, Episode
from common.matching import etag
from tests.cast import Member, address

NEW: dict[str, Any] = {
    "alias": "Wagtail",
    "safe_contact": {"answer": "yes", "channels": ["sms"], "hours": "mornings"},
    "keep_record": "yes",
    "opened_on": "2026-01-05",
}


def ask(
    member: Member, method: str, name: str, *rows: Any, body: Any = None, query: str = "", headers: Any = None
) -> HttpResponse:
    """The answer of the route `name` to `method`."""
    data = body if isinstance(body, str | bytes) else json.dumps(body, default=str) if body is not None else ""
    path = address(f"api:{name}", *rows) + query
    return member.client.generic(method.upper(), path, data, content_type="application/json", headers=headers)


def present(case: Case) -> str:
    """The If-Match of somebody who has read the whole case as it is now."""
    case = Case.objects.get(pk=case.pk)
    episodes = [episode_name(pid) for pid in Episode.objects.filter(case=case).values_list("pid", flat=True)]
    return etag(versions_of(case, [CASE, *SHEETS, *episodes]))


def edit(member: Member, case: Case, body: Any) -> HttpResponse:
    """A change of a case by somebody who has read it as it is now."""
    return ask(member, "patch", "case_detail", case, body=body, headers={"If-Match": present(case)})


def newest(count: int) -> list[Event]:
    """The last `count` rows of the trail, the oldest first."""
    return list(Event.objects.order_by("-seq")[:count])[::-1]


class Trail:
    """Rows that came since."""

    def __init__(self) -> None:
        self.begin = self._last()

    @staticmethod
    def _last() -> int:
        return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

    def rows(self) -> list[tuple[str, str]]:
        """[(tag, outcome)], oldest first."""
        return list(Event.objects.filter(seq__gt=self.begin).order_by("seq").values_list("tag", "outcome"))
