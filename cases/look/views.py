"""Who looked at a case."""

from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.queries import looks
from audit.tags import Outcome, Tag
from cases.case.page import open_page
from cases.look.choices import LookKind, tags_of
from cases.look.queries import LOCKED, REFUSED, days_of
from common.access import require
from common.numbers import whole_number


@require_safe
def look_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Who opened, read or changed what, when, by day. Reading this is recorded like everything else."""
    page = open_page(request.user, pid, Tag.CASE_LOG)
    require(page.may(Act.CASE_LOOKS))
    before, asked = request.GET.get("before", ""), request.GET.get("kind", "")
    kind = LookKind(asked) if asked in LookKind.values else None
    found = looks(
        page.case.pk,
        older_than=whole_number(before),
        tags=tags_of([kind]) if kind else (),
        labels=LOCKED if kind == LookKind.REVEAL else (),
        outcome=Outcome.REFUSED.value if asked == REFUSED else "",
    )
    kept = {"kind": asked} if kind or asked == REFUSED else {}
    base = page.url("look_list")
    choices = [("", _("Everything")), *LookKind.choices, (REFUSED, _("Refused"))]
    context = page.context(
        "looks",
        days=days_of(found.rows),
        older_url=f"{base}?{urlencode(kept | {'before': found.older})}" if found.older else "",
        newest_url=f"{base}?{urlencode(kept)}" if kept and before else base if before else "",
        kinds=[
            {"label": label, "url": f"{base}?kind={code}" if code else base, "current": code == kept.get("kind", "")}
            for code, label in choices
        ],
        is_narrowed=bool(kept),
    )
    return render(request, "cases/look_list.html", context)
