"""The timeline of a case."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.hooks import sources
from cases.moments import instant_of
from cases.timeline.queries import LABELS, by_month, events_of
from encryption.classes import FieldClass


@require_safe
def timeline_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """All events by month, one kind or all, older ones on demand. The same address gives a fragment to htmx."""
    page = open_page(
        request.user,
        pid,
        Tag.TIMELINE_OPEN,
        {FieldClass.NARRATIVE, FieldClass.HEALTH, FieldClass.OUTCOME, FieldClass.LEGAL},
    )
    known = sources()
    kind = request.GET.get("kind", "")
    kind = kind if kind in known else ""
    before = instant_of(request.GET.get("before", ""))
    items, older = events_of(request.user, page.case, before=before, kinds=[kind] if kind else [])
    base = page.url("timeline_list")
    context = page.context(
        "timeline",
        months=by_month(items, before),
        before=before,
        kind=kind,
        kinds=[{"code": "", "label": None, "url": base, "current": not kind}]
        + [
            {"code": code, "label": LABELS.get(code, code), "url": f"{base}?kind={code}", "current": code == kind}
            for code in known
        ],
        older_url=f"{base}?{urlencode(_query(kind, older))}" if older else "",
        can_add=page.may_write(Act.NOTE_CREATE),
    )
    if request.htmx and before:
        return render(request, "cases/parts/_timeline_months.html", context)
    return render(request, "cases/timeline_list.html", context)


def _query(kind: str, older: datetime) -> dict[str, str]:
    return {"before": older.isoformat()} | ({"kind": kind} if kind else {})
