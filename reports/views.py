"""Auditors' pages: read only, of the own organisation, and read on record."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from accounts.requests import StaffRequest
from audit.queries import event_page
from audit.record import reading
from audit.tags import Tag
from cases.look.choices import LookKind
from common.access import require
from common.numbers import whole_number
from reports.forms import AuditFilterForm
from reports.queries import act_table, clearance_table, lines_of, narrowing


@require_safe
def audit_list(request: StaffRequest) -> HttpResponseBase:
    """Who did what, newest first, narrowed by filters. What was read, changed or shown is named, never what it said."""
    return _trail(request, "reports:audit_list")


@require_safe
def reveal_list(request: StaffRequest) -> HttpResponseBase:
    """The same, of locks that were opened and nothing else."""
    return _trail(request, "reports:reveal_list", LookKind.REVEAL)


def _trail(request: StaffRequest, name: str, only: LookKind | None = None) -> HttpResponseBase:
    require(may(request.user, Act.AUDIT_LIST))
    reading(Tag.AUDIT_LIST)
    form = AuditFilterForm(request.GET, staff=User.objects.visible_to(request.user).order_by("display_name"))
    if only:
        del form.fields["tag"], form.fields["kind"]
    before = request.GET.get("before", "")
    chosen = form.cleaned_data if form.is_valid() else {}
    page = event_page(request.user, older_than=whole_number(before), **narrowing(request.user, chosen, only))
    kept = {field: value for field, value in request.GET.items() if value and field in form.fields}
    base = reverse(name)
    context = {
        "form": form,
        "lines": lines_of(request.user, page.rows),
        "base_url": base,
        "is_reveals": only is not None,
        "older_url": f"{base}?{urlencode(kept | {'before': page.older})}" if page.older else "",
        "newest_url": f"{base}?{urlencode(kept)}" if before else "",
        "is_narrowed": bool(kept),
    }
    return render(request, "reports/audit_list.html", context)


@require_safe
def policy_detail(request: StaffRequest) -> HttpResponseBase:
    """The policy in force, read from the one table that the program itself obeys."""
    require(may(request.user, Act.AUDIT_LIST))
    reading(Tag.POLICY_OPEN)
    classes, rows = clearance_table()
    context = {
        "classes": classes,
        "rows": rows,
        "acts": act_table(),
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
        "session_hours": settings.SESSION_ABSOLUTE_SECONDS // 3600,
        "second_factor": settings.SECOND_FACTOR_REQUIRED,
        "draft_days": settings.DRAFT_DAYS,
    }
    return render(request, "reports/policy_detail.html", context)
