"""Looking at the risk."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.states import require_open
from cases.risk.actions import review_risk
from cases.risk.forms import RiskForm
from common.access import require
from common.forms import attempt


@require_http_methods(["GET", "POST"])
def risk_review(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Ask the immediate-risk questions again."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CASE_EDIT) and page.may(Act.CONSENT_RECORD))
    require_open(page.case)
    form = RiskForm(request.POST or None)
    if form.is_valid() and attempt(form, review_risk, actor=request.user, case=page.case, answers=form.cleaned_data):
        messages.success(request, _("Recorded. The next look is on the list of what is due."))
        return redirect("cases:consent_list", pid=pid)
    return render(request, "cases/risk_review.html", page.context("", form=form))
