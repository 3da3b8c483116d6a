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
from common.access import require
from common.numbers import whole_number
from reports.forms import AuditFilterForm
from reports.queries import act_table, case_id_of, clearance_table, lines_of


@require_safe
def audit_list(request: StaffRequest) -> HttpResponseBase:
    """Who did what, newest first, narrowed by filters. What was read, changed or shown is named, never what it said."""
    require(may(request.user, Act.AUDIT_LIST))
    reading(Tag.AUDIT_LIST)
    staff = User.objects.visible_to(request.user).order_by("display_name")
    form = AuditFilterForm(request.GET, staff=staff)
    chosen = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    page = event_page(
        request.user,
        older_than=whole_number(before),
        actor_id=chosen["actor"].pk if chosen.get("actor") else None,
        tags=[chosen["tag"]] if chosen.get("tag") else [],
        outcome=chosen.get("outcome", ""),
        first_day=chosen.get("first_day"),
        last_day=chosen.get("last_day"),
        case_id=case_id_of(request.user, chosen["reference"]) if chosen.get("reference") else None,
    )
    kept = {name: value for name, value in request.GET.items() if value and name in form.fields}
    base = reverse("reports:audit_list")
    context = {
        "form": form,
        "lines": lines_of(request.user, page.rows),
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
