"""Services given: writing one down, the list with totals, striking one out."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.models import Dependant, ServiceGiven
from cases.service.actions import create_service, withdraw_service
from cases.service.forms import ServiceForm
from cases.service.queries import dependant_names, first_of, given, services_of
from common.access import get_visible_or_404, require
from common.forms import attempt
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.OUTCOME, FieldClass.NARRATIVE, FieldClass.HEALTH})


@require_http_methods(["GET", "POST"])
def service_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Write down a service given."""
    return take_service(request, open_page(request.user, pid, Tag.CASE_OPEN, CLASSES))


def take_service(request: StaffRequest, page: CasePage) -> HttpResponseBase:
    """Save what the form says, or show the form with what was typed. The composer ends here too."""
    require(page.may(Act.SERVICE_CREATE))
    require_open(page.case)
    form = ServiceForm(request.POST or None, case=page.case, dependants=dependant_names(page.case))
    require(form.has_types)
    if form.is_valid():
        whom = form.cleaned_data["dependant"]
        dependant = Dependant.objects.get(case=page.case, pid=whom) if whom else None
        if attempt(form, create_service, actor=request.user, case=page.case, dependant=dependant, **form.values()):
            messages.success(request, _("Service added."))
            return redirect("cases:case_detail", pid=page.case.pid)
    if request.htmx and request.method == "GET":
        form.fields["service"].widget.attrs["autofocus"] = True
        return render(request, "cases/parts/_service_fields.html", {"form": form})
    return render(request, "cases/service_create.html", page.context("", form=form))


@require_safe
def service_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Services of the case with totals by type, by kind of assistance and by need, for one period."""
    page = open_page(request.user, pid, Tag.SERVICE_LIST, CLASSES)
    require(page.may(Act.SERVICE_LIST))
    period = request.GET.get("period", "")
    since = first_of(period)
    base = page.url("service_list")
    periods = (
        ("", _("All"), base),
        ("month", _("This month"), f"{base}?period=month"),
        ("year", _("This year"), f"{base}?period=year"),
    )
    context = page.context(
        "services",
        services=services_of(page.case, since=since),
        since=since,
        today=timezone.localdate(),
        periods=[
            {"label": label, "url": url, "current": (code == period) if since else not code}
            for code, label, url in periods
        ],
        can_add=page.may_write(Act.SERVICE_CREATE),
    )
    return render(request, "cases/service_list.html", context)


@require_http_methods(["GET", "POST"])
def service_withdraw(request: StaffRequest, pid: str, service_pid: str) -> HttpResponseBase:
    """Strike out a service entered by mistake."""
    page = open_page(request.user, pid, Tag.SERVICE_LIST, CLASSES)
    require(page.may(Act.SERVICE_CREATE))
    rows = ServiceGiven.objects.filter(case=page.case).select_related("case", "recorded_by", "withdrawn_by")
    row: ServiceGiven = get_visible_or_404(rows, request.user, service_pid, tag=Tag.SERVICE_LIST)
    require_open(page.case)
    if request.method == "POST":
        withdraw_service(actor=request.user, service=row)
        messages.success(request, _("Struck out. It counts no more, and stays readable."))
        return redirect("cases:service_list", pid=pid)
    item = given(row, dependant_names(page.case))
    return render(request, "cases/service_withdraw.html", page.context("", item=item))
