"""Reading what stood in a section before."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.matrix import CASE_CLASSES
from accounts.requests import StaffRequest, confirm_now, was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.history.queries import BY_SLUG, AskedFor, asked_for, earlier_lines
from cases.models import EarlierValue
from cases.opening.actions import reveal_case
from cases.opening.choices import OpeningReason, Way
from cases.opening.forms import ReasonForm
from common.access import get_visible_or_404, require
from common.errors import NotAllowed


@require_http_methods(["GET", "POST"])
def facts_history(request: StaffRequest, pid: str, section: str) -> HttpResponseBase:
    """Earlier values of a section: who replaced them and when. POST opens those asked for, as on the page of facts."""
    page = open_page(request.user, pid, Tag.HISTORY_OPEN, CASE_CLASSES)
    group = BY_SLUG.get(section)
    if group is None:
        raise NotAllowed
    opened = set(request.POST.getlist("field"))
    before = request.GET.get("before", "")
    older_than = None
    if before:
        rows = EarlierValue.objects.filter(case=page.case)
        older_than = get_visible_or_404(rows, request.user, before, tag=Tag.HISTORY_OPEN)
    if opened:
        asked = asked_for(page, group, opened)
        require(len(asked) == len(opened))
        if any(one.lock.is_confirmed for one in asked) and not was_confirmed(request):
            confirm_now(request)
        refusal = _give_reason(request, page, [one for one in asked if one.lock.way == Way.REASON])
        if refusal is not None:
            return refusal
    lines, older = earlier_lines(page, group, opened, before=older_than)
    url = page.url("facts_history", section)
    older_url = f"{url}?before={older}" if older else ""
    context = page.context("facts", section=group, lines=lines, reveal_url=request.get_full_path(), older_url=older_url)
    return render(request, "cases/facts_history.html", context)


def _give_reason(request: StaffRequest, page: CasePage, asked: list[AskedFor]) -> HttpResponseBase | None:
    """Write the reason down before anything is shown; the page that asks for it, if it is not given yet."""
    if not asked:
        return None
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        context = {
            "form": form,
            "lines": {one.earlier.pid: one for one in asked},
            "labels": [one.label for one in asked],
            "reasons": OpeningReason.choices,
            "group": "",
            "is_alone": len(asked) == 1,
            "reveal_url": request.get_full_path(),
            "back_url": request.get_full_path(),
        }
        return render(request, "cases/case_reveal.html", page.context("", **context))
    reveal_case(
        actor=request.user,
        case=page.case,
        labels={one.earlier.field for one in asked},
        reason=OpeningReason(form.cleaned_data["reason"]),
        words=form.cleaned_data["words"],
    )
    reading(Tag.HISTORY_OPEN, subject=page.case, case_id=page.case.pk)
    return None
