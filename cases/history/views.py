"""Reading what stood in a section before."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.matrix import CASE_CLASSES
from accounts.requests import StaffRequest, confirm_now, was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.history.queries import BY_SLUG, EarlierLine, earlier_lines
from cases.models import EarlierValue
from cases.opening.actions import reveal_case
from cases.opening.choices import OpeningReason
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
    lines, older = earlier_lines(page, group, (), before=older_than)
    if opened:
        require(page.may(Act.CASE_REVEAL))
        asked = [line for line in lines if line.code in opened]
        require(len(asked) == len(opened))
        if any(line.lock.is_confirmed for line in asked) and not was_confirmed(request):
            confirm_now(request)
        refusal = _give_reason(request, page, [line for line in asked if line.needs_reason])
        if refusal is not None:
            return refusal
        lines, older = earlier_lines(page, group, opened, before=older_than)
    url = page.url("facts_history", section)
    older_url = f"{url}?before={older}" if older else ""
    context = page.context("facts", section=group, lines=lines, reveal_url=request.get_full_path(), older_url=older_url)
    return render(request, "cases/facts_history.html", context)


def _give_reason(request: StaffRequest, page: CasePage, asked: list[EarlierLine]) -> HttpResponseBase | None:
    """Write the reason down before anything is shown; the page that asks for it, if it is not given yet."""
    if not asked:
        return None
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        context = {
            "form": form,
            "lines": {line.code: line for line in asked},
            "labels": [line.label for line in asked],
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
        labels={line.field for line in asked},
        reason=OpeningReason(form.cleaned_data["reason"]),
        words=form.cleaned_data["words"],
    )
    reading(Tag.HISTORY_OPEN, subject=page.case, case_id=page.case.pk)
    return None
