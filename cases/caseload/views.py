"""The list of cases."""

from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from accounts.requests import StaffRequest
from cases.caseload.choices import CaseFilter, Whose
from cases.caseload.forms import CaseFilterForm, filter_from
from cases.caseload.queries import list_cases
from common.access import require

# Kept for the session, so that somebody who comes back finds the list as it was left.
KEPT = ("list", "opened", "stage", "only", "worker", "size")
SESSION_KEY = "case_list"


@require_safe
def case_list(request: StaffRequest) -> HttpResponseBase:
    """Alias, number, stage, next deadline, last contact and worker, 25 a page. Reading it is one row in the trail."""
    require(may(request.user, Act.CASE_LIST))
    data = _remembered(request)
    form = CaseFilterForm(data, user=request.user)
    wanted = filter_from(data, form, request.user)
    page = list_cases(request.user, wanted)
    kept = _kept(data)
    context = {
        "tabs": _tabs(kept, wanted, request.user),
        "form": form,
        "wanted": wanted,
        "page": page,
        "kept": kept.urlencode(),
        "can_create": may(request.user, Act.CASE_CREATE),
    }
    return render(request, "cases/case_list.html", context)


def _tabs(kept: QueryDict, wanted: CaseFilter, user: User) -> list[dict[str, Any]]:
    """Mine, team, all: for caseworkers, who may know of cases that they cannot open."""
    if user.role != Role.CASEWORKER:
        return []
    tabs = []
    for whose in Whose:
        query = kept.copy()
        query["list"] = whose.value
        tabs.append({"label": whose.label, "query": query.urlencode(), "current": whose == wanted.whose})
    return tabs


def _kept(data: QueryDict) -> QueryDict:
    """What of a query string is remembered."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if data.get(name):
            kept[name] = str(data[name])
    return kept


def _remembered(request: StaffRequest) -> QueryDict:
    """The filters of this request, or those of the last time when it names none."""
    given = request.GET
    if not any(name in given for name in (*KEPT, "before", "after", "all")):
        return QueryDict(request.session.get(SESSION_KEY, ""))
    kept = _kept(given).urlencode()
    if request.session.get(SESSION_KEY, "") != kept:
        request.session[SESSION_KEY] = kept
    return given
