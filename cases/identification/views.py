"""Assessments by a worker, and formal decisions apart from them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.identification.actions import create_identification, decide_identification
from cases.identification.forms import DecisionForm, IdentificationForm
from cases.identification.queries import CLASSES, assessment_of, assessments_of, prompt_of, second_readers
from cases.models import Identification
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.forms import attempt, status_of
from common.shown import show


def _may_assess(page: CasePage) -> bool:
    return page.may(Act.CASE_EDIT) and may_write(Identification.of(page.case), "elements")


@require_safe
def identification_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """All assessments with what each rests on, and the decisions."""
    page = open_page(request.user, pid, Tag.IDENTIFICATION_OPEN, CLASSES)
    is_open = not page.case.is_closed
    context = page.context(
        "",
        assessments=assessments_of(page.case),
        can_assess=is_open and _may_assess(page),
        can_decide=is_open and page.may(Act.CASE_EDIT) and may_write(Identification.of(page.case), "decision"),
    )
    return render(request, "cases/identification_list.html", context)


@require_http_methods(["GET", "POST"])
def identification_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Assess. "Show what this adds up to" gives the prompt without saving anything."""
    page = open_page(request.user, pid, Tag.IDENTIFICATION_OPEN, CLASSES)
    require(_may_assess(page))
    require_open(page.case)
    colleagues = second_readers(request.user)
    form = IdentificationForm(request.POST or None, colleagues=colleagues)
    if "prompt" in request.POST:
        elements = {name: request.POST.getlist(name) for name in ("acts", "means", "purposes")}
        prompt = prompt_of(elements | {"child": request.POST.get("child", "")})
        form = IdentificationForm(initial=_typed(request), colleagues=colleagues)
        return render(request, "cases/identification_create.html", page.context("", form=form, prompt=prompt))
    if form.is_valid() and attempt(form, create_identification, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("Assessment recorded."))
        return redirect("cases:identification_list", pid=pid)
    return render(request, "cases/identification_create.html", page.context("", form=form))


def _typed(request: StaffRequest) -> dict[str, Any]:
    """What was typed so far, for showing the form again without complaints."""
    several = {"acts", "means", "purposes"}
    return {
        name: request.POST.getlist(name) if name in several else request.POST[name]
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "prompt"}
    }


@require_http_methods(["GET", "POST"])
def identification_decide(request: StaffRequest, pid: str, identification_pid: str) -> HttpResponseBase:
    """Record what the authority decided."""
    page = open_page(request.user, pid, Tag.IDENTIFICATION_OPEN, CLASSES)
    rows = Identification.objects.filter(case=page.case).select_related("case", "assessed_by", "second_reader")
    row: Identification = get_visible_or_404(rows, request.user, identification_pid, tag=Tag.IDENTIFICATION_OPEN)
    require(page.may(Act.CASE_EDIT) and may_write(row, "decision"))
    require_open(page.case)
    held = show(row.decision).value or {}
    initial = held | ({"on": date.fromisoformat(held["on"])} if held.get("on") else {}) | {"version": row.version}
    form = DecisionForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, decide_identification, actor=request.user, identification=row, **form.values()
    ):
        messages.success(request, _("Decision recorded."))
        return redirect("cases:identification_list", pid=pid)
    context = page.context("", form=form, assessment=assessment_of(row))
    return render(request, "cases/identification_decide.html", context, status=status_of(form))
