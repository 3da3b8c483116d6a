"""The page of results. A search is sent as a form, so that no address, title or history ever holds a term."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.matrix import may
from accounts.requests import StaffRequest
from accounts.states import StepUpNeeded
from audit.record import refused
from audit.tags import Tag
from cases.emergency.permissions import can_open_emergency
from cases.find.actions import find_case
from cases.find.forms import CaseFindForm
from cases.find.queries import MOST_FOUND, MOST_NAMES, Finds
from cases.find.states import TooManyFinds
from common.access import require
from common.errors import DomainError


@require_http_methods(["GET", "POST"])
def case_find(request: StaffRequest) -> HttpResponseBase:
    """Look for a case. One whose number was typed opens at once."""
    require(may(request.user, Act.CASE_FIND))
    form = CaseFindForm(request.POST or None, auto_id="find_%s")
    if not form.is_bound:
        form.fields["term"].widget.attrs["autofocus"] = True
    finds: Finds | None = None
    context: dict[str, Any] = {"form": form, "most_found": MOST_FOUND, "most_names": MOST_NAMES}
    context["can_open_emergency"] = can_open_emergency(request.user)
    status = 200
    if form.is_valid():
        try:
            finds = find_case(actor=request.user, text=form.cleaned_data["term"])
        except StepUpNeeded:
            raise
        except DomainError as refusal:
            if isinstance(refusal, TooManyFinds):
                refused(Tag.CASE_SEARCH)
            form.add_error(None, str(refusal.shown))
            status = refusal.status
        if finds is not None and finds.exact is not None:
            return redirect("cases:case_detail", pid=finds.exact.pid)
    return render(request, "cases/case_find.html", context | {"finds": finds}, status=status)
