"""Writing down contacts."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.encounter.actions import create_encounter
from cases.encounter.choices import EncounterOutcome
from cases.encounter.forms import EncounterForm
from common.access import require
from common.forms import attempt
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.OUTCOME, FieldClass.NARRATIVE, FieldClass.HEALTH})


@require_http_methods(["GET", "POST"])
def encounter_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Write down a contact."""
    return take_encounter(request, open_page(request.user, pid, Tag.CASE_OPEN, CLASSES))


def take_encounter(request: StaffRequest, page: CasePage) -> HttpResponseBase:
    """Save what the form says, or show the form with what was typed. The composer ends here too."""
    require(page.may(Act.ENCOUNTER_CREATE))
    require_open(page.case)
    form = EncounterForm(request.POST or None)
    if form.is_valid() and attempt(form, create_encounter, actor=request.user, case=page.case, **form.values()):
        not_safe = form.cleaned_data["outcome"] == EncounterOutcome.NOT_SAFE
        messages.success(
            request,
            _("Contact added. Could not be reached safely: that is a result, not a failure.")
            if not_safe
            else _("Contact added."),
        )
        return redirect("cases:case_detail", pid=page.case.pid)
    return render(request, "cases/encounter_create.html", page.context("", form=form))
