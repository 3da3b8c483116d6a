"""Recording what the person was told."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.requests import StaffRequest
from cases.briefing.actions import create_briefing
from cases.briefing.choices import BriefingTopic
from cases.briefing.forms import BriefingForm
from cases.case.states import require_open
from cases.hearing.queries import hearing_line
from cases.legal.pages import row_of, take, write_page
from cases.models import HearingPart


@require_http_methods(["GET", "POST"])
def briefing_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Record a talk about proceedings."""
    page = write_page(request, pid)
    require_open(page.case)
    form = BriefingForm(request.POST or None)
    return take(request, page, "briefing_create", form, create_briefing, case=page.case)


@require_http_methods(["GET", "POST"])
def briefing_hearing(request: StaffRequest, pid: str, hearing_pid: str) -> HttpResponseBase:
    """Record that the person knows the day of a hearing now, and what else was said."""
    page = write_page(request, pid)
    row = row_of(
        request, page, HearingPart.objects.filter(case=page.case).select_related("case", "hearing"), hearing_pid
    )
    form = BriefingForm(request.POST or None, initial={"topics": [BriefingTopic.HEARING.value]})
    more = {"line": hearing_line(row)}
    return take(request, page, "briefing_hearing", form, create_briefing, case=page.case, hearing=row, more=more)
