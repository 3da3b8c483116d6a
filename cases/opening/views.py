"""Locks of a case: opened by a click, with a reason, or on asking."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Act
from accounts.matrix import CASE_CLASSES
from accounts.requests import StaffRequest, confirm_now, was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.case.views import overview_context
from cases.facts.queries import Line, closed_lines, facts_context, find_line, line_label
from cases.look.queries import field_words
from cases.models import AskRequest
from cases.opening.actions import ask_opening, grant_opening, refuse_opening, reveal_case
from cases.opening.choices import OpenFor, OpeningReason, Way
from cases.opening.forms import AskForm, DecideForm, ReasonForm
from cases.opening.permissions import can_decide_opening
from cases.opening.queries import emergencies_on, openings_on, questions_on
from cases.opening.states import require_waiting
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.forms import attempt
from encryption.classes import FieldClass


@require_POST
def case_reveal(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Open what was asked for, recorded before it leaves: one line or a group for htmx, the whole page without script.

    In a case assigned to the reader a click is enough. Elsewhere, and for places and suspects, four buttons ask for the
    reason first; for places it must be certain who sits there.
    """
    page = open_page(request.user, pid, Tag.CASE_OPEN, CASE_CLASSES)
    require(page.may(Act.CASE_REVEAL))
    codes = sorted(set(request.POST.getlist("field")))
    lines = closed_lines(page, codes, {Way.CLICK, Way.REASON})
    if any(line.lock.is_confirmed and line.is_locked for line in lines.values()) and not was_confirmed(request):
        return _confirm_beside(page) if request.htmx else _confirm(request)
    asked = [line for line in lines.values() if line.is_locked and line.needs_reason]
    if asked:
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            return _reason_page(request, page, lines, form)
        reveal_case(
            actor=request.user,
            case=page.case,
            labels={label for line in asked for label in line.labels},
            reason=OpeningReason(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
        )
        reading(Tag.CASE_OPEN, subject=page.case, case_id=page.case.pk)
    return _opened(request, page, codes)


def _confirm(request: StaffRequest) -> NoReturn:
    """What was sent goes on after the confirmation, if its address has no query: where it came from moves into the form."""
    sent: Any = request.POST.copy()
    sent.setdefault("at", request.GET.get("at", ""))
    request.POST = sent
    request.META["QUERY_STRING"] = ""
    confirm_now(request)
    raise NotAllowed


def _at_facts(request: StaffRequest) -> bool:
    """Whether the lock stood on the page of facts."""
    return "facts" in {request.GET.get("at"), request.POST.get("at")}


def _confirm_beside(page: CasePage) -> HttpResponseBase:
    """htmx cannot follow to another page; the browser can. Afterwards the case is open, and the lock is pressed again."""
    response = HttpResponse(status=204)
    query = urlencode({"next": page.url("facts_list")})
    response["HX-Redirect"] = f"{reverse('account_reauthenticate')}?{query}"
    return response


def _reason_page(request: StaffRequest, page: CasePage, lines: dict[str, Line], form: ReasonForm) -> HttpResponseBase:
    at_facts = _at_facts(request)
    context = {
        "form": form,
        "lines": lines,
        "labels": [line.label for line in lines.values()],
        "reasons": OpeningReason.choices,
        "group": request.POST.get("group", ""),
        "is_alone": len(lines) == 1,
        "reveal_url": page.url("case_reveal") + f"?at={'facts' if at_facts else 'overview'}",
        "back_url": page.url("facts_list" if at_facts else "case_detail"),
    }
    if request.htmx and len(lines) == 1:
        return render(request, "cases/parts/_reason.html", context)
    return render(request, "cases/case_reveal.html", page.context("", **context))


def _opened(request: StaffRequest, page: CasePage, codes: list[str]) -> HttpResponseBase:
    """The fragment, the group or the page with these lines open."""
    if request.htmx and len(codes) == 1 and "group" not in request.POST:
        line = find_line(page, codes[0], codes)
        alone = {"line": line, "case": page.case, "reveal_url": page.url("case_reveal")}
        return render(request, "cases/parts/_revealed.html", alone)
    if not _at_facts(request) and not request.htmx:
        return render(request, "cases/case_detail.html", overview_context(page, codes))
    context: dict[str, Any] = facts_context(page, codes)
    if request.htmx:
        wanted = [group for group in context["groups"] if any(line.was_opened for line in group.lines)]
        return render(request, "cases/parts/_fact_groups.html", {**context, "groups": wanted})
    return render(request, "cases/facts_list.html", context)


@require_POST
def opening_ask(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Ask a coordinator to see one line: first the form, then, with a reason, the question."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.OPENING_ASK))
    require_open(page.case)
    lines = closed_lines(
        page, dict.fromkeys(request.POST.getlist("offered") or request.POST.getlist("field")), {Way.ASK}
    )
    choices = [(code, str(line.label).capitalize()) for code, line in lines.items()]
    form = AskForm(request.POST if "words" in request.POST else None, lines=choices)
    if form.is_valid():
        line = form.cleaned_data["field"]
        details: dict[str, Any] = {
            "line": line,
            "labels": lines[line].labels,
            "reason": OpeningReason(form.cleaned_data["reason"]),
            "words": form.cleaned_data["words"],
        }
        if attempt(form, ask_opening, actor=request.user, case=page.case, **details):
            messages.success(request, _("Asked. The answer comes to Today and to this case."))
            return redirect(page.url("opening_list"))
    context = page.context("", form=form, offered=list(lines), label=choices[0][1] if len(choices) == 1 else "")
    return render(request, "cases/opening_ask.html", context)


@require_safe
def opening_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """What was asked and opened on the case, and why: own questions; for coordinators all, and every reason."""
    page = open_page(request.user, pid, Tag.OPENING_LIST, {FieldClass.NARRATIVE})
    require(page.may(Act.OPENING_LIST))
    asks = [(ask, line_label(ask.line)) for ask in questions_on(request.user, page.case)]
    context = page.context(
        "asked",
        asks=asks,
        can_decide=page.may(Act.OPENING_DECIDE),
        openings=[(row, _names(row.labels)) for row in openings_on(request.user, page.case)],
        emergencies=emergencies_on(request.user, page.case) if page.may(Act.CASE_LOOKS) else [],
    )
    return render(request, "cases/opening_list.html", context)


def _names(labels: Iterable[str]) -> str:
    """Names of fields in one line."""
    return _(", ").join(str(field_words(label)) for label in labels)


@require_http_methods(["GET", "POST"])
def opening_decide(request: StaffRequest, pid: str, ask_pid: str) -> HttpResponseBase:
    """Yes, for some minutes; or no, and why."""
    page = open_page(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.OPENING_DECIDE))
    rows = AskRequest.objects.filter(case=page.case).select_related("asked_by", "case")
    ask: AskRequest = get_visible_or_404(rows, request.user, ask_pid, tag=Tag.CASE_OPEN)
    require(can_decide_opening(request.user, ask))
    require_waiting(ask)
    form = DecideForm(request.POST or None)
    if form.is_valid() and _decided(request, form, ask):
        messages.success(request, _("Answered. Your colleague is told on Today."))
        return redirect(page.url("opening_list"))
    return render(
        request, "cases/opening_decide.html", page.context("", form=form, ask=ask, label=line_label(ask.line))
    )


def _decided(request: StaffRequest, form: DecideForm, ask: AskRequest) -> bool:
    answer = form.cleaned_data["answer"]
    if request.POST.get("do") == "refuse":
        return attempt(form, refuse_opening, actor=request.user, ask=ask, answer=answer)
    minutes = OpenFor(form.cleaned_data["minutes"])
    return attempt(form, grant_opening, actor=request.user, ask=ask, minutes=minutes, answer=answer)
