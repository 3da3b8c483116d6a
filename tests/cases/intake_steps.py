"""Filling in an intake, step by step, as the pages send it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.models import Case
from common.pid import new_pid
from tests.cast import Member
from tests.factories.cases import acting

MARK = "Zanzibar-Marker"
NEEDED = {2: {"alias": "Heron", "answer": "do_not_contact"}, 5: {"keep": "yes"}}


def begin(member: Member, **fields: Any) -> str:
    """A new intake with its first step kept; its public id."""
    key = new_pid()
    answer = member.post("cases:case_create", key=key, do="stay", **fields)
    assert answer.status_code == 302, answer.content
    return key


def send(member: Member, pid: str, step: int, do: str = "stay", **fields: Any) -> HttpResponse:
    """One step."""
    return member.client.post(reverse("cases:intake_step", args=[pid, step]), {"do": do, **fields})


def fill(member: Member, *, do: str = "save", **more: dict[str, Any]) -> tuple[str, HttpResponse]:
    """An intake with the three answers that are needed, and `step2=...` and the like; then the button."""
    pid = begin(member, **more.get("step1", {}))
    for step in (2, 3, 4):
        send(member, pid, step, **NEEDED.get(step, {}) | more.get(f"step{step}", {}))
    return pid, send(member, pid, 5, do, **NEEDED[5] | more.get("step5", {}))


def revealed(user: User, case: Case, row: Any, name: str) -> Any:
    """The value of a sealed field for a worker of the case."""
    with acting(user):
        admit_cases(user, [case], relation_of_visible(user))
        return getattr(row, name).reveal("test")
