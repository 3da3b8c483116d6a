"""The page of a case: overview, stage, closing and reopening."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.models import User
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.assignment.states import lasting_grants
from cases.case.actions import change_stage, close_case, reopen_case
from cases.case.choices import Stage
from cases.case.deadlines import deadlines_of
from cases.case.forms import CaseCloseForm, CaseReopenForm, CaseStageForm
from cases.case.overview import overview_of
from cases.case.page import CasePage, open_page
from cases.case.states import CaseNotClosed, require_open
from cases.composer.forms import composer_of
from cases.conflict.queries import THEIRS, Clash, changed_by
from cases.conflict.views import CHOICE, conflict_page, is_chosen
from cases.hooks import blockers_of
from cases.opening.queries import ways_of
from cases.residence.queries import standing_of, watched_of
from cases.situation.queries import together_of
from common.access import require
from common.forms import attempt, status_of
from encryption.classes import FieldClass

OVERVIEW_CLASSES = frozenset({FieldClass.NARRATIVE, FieldClass.HEALTH, FieldClass.OUTCOME, FieldClass.LEGAL})


@require_safe
def case_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One calm page: who it is, how to be safe, what is due, what happened last, and a place to write."""
    page = open_page(request.user, pid, Tag.CASE_OPEN, OVERVIEW_CLASSES)
    return render(request, "cases/case_detail.html", overview_context(page, opened=()))


def overview_context(page: CasePage, opened: Collection[str]) -> dict[str, Any]:
    """Everything the overview shows; `opened` are the codes of lines that were asked for."""
    return page.context(
        "overview",
        overview=overview_of(page, opened, ways=ways_of(page.user, page.case)),
        **_stay_of(page),
        composer=composer_of(page),
        together=together_of(page.user, page.case),
        reveal_url=page.url("case_reveal") + "?at=overview",
        can_edit=page.may_write(Act.CASE_EDIT),
        can_assign=page.may(Act.ASSIGNMENT_GIVE),
        can_hand_over=not page.case.is_closed and page.may(Act.HANDOVER_OFFER),
        can_reopen=page.case.is_closed and page.may(Act.CASE_CLOSE),
        can_consent=page.may(Act.CONSENT_RECORD),
        can_link=page.may(Act.SITUATION_LINK),
    )


def _stay_of(page: CasePage) -> dict[str, Any]:
    """The status beside the stage, and the days of the stay, for whoever may read them."""
    if not page.may(Act.RESIDENCE_LIST):
        return {}
    standing = standing_of(page.case)
    return {"status": standing.words, "status_tone": standing.tone, "watched": watched_of(page.case)}


@require_http_methods(["GET", "POST"])
def case_stage(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Move the work on."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.CASE_STAGE))
    require_open(page.case)
    initial = {"stage": page.case.stage, "was": page.case.stage, "version": page.case.version}
    form = CaseStageForm(request.POST or None, initial=initial)
    if form.is_valid():
        clash = _stage_clash(page, form)
        if clash is not None or not is_chosen(request.POST):
            return _stage_conflict(request, page, form, clash)
        if request.POST.get(f"{CHOICE}stage") == THEIRS:
            messages.info(request, _("Left as it was saved."))
            return redirect("cases:case_detail", pid=pid)
        stage, version = form.cleaned_data["stage"], page.case.version
        if attempt(form, change_stage, actor=request.user, case=page.case, stage=stage, version=version):
            messages.success(request, _("Stage changed."))
            return redirect("cases:case_detail", pid=pid)
    context = page.context("", form=form, can_close=page.may(Act.CASE_CLOSE))
    return render(request, "cases/case_stage.html", context, status=status_of(form))


def _stage_clash(page: CasePage, form: CaseStageForm, *, always: bool = False) -> Clash | None:
    """Where somebody moved the case since the form was opened; None if the stage is the one it was, or the one asked for."""
    clean, now, words = form.cleaned_data, page.case.stage, dict(Stage.choices)
    if not always and (clean["version"] == page.case.version or now in {clean["was"], clean["stage"]}):
        return None
    before, theirs, yours = (str(words.get(code, "")) for code in (clean["was"], now, clean["stage"]))
    return Clash("stage", _("Stage"), before, theirs, yours, is_theirs_new=True, is_yours_new=True)


def _stage_conflict(
    request: StaffRequest, page: CasePage, form: CaseStageForm, clash: Clash | None
) -> HttpResponseBase:
    return conflict_page(
        request,
        page,
        title=_("Change stage"),
        clashes=[clash or _stage_clash(page, form, always=True)],  # type: ignore[list-item]
        sentence=changed_by((), request.user),
        began=form.cleaned_data["version"],
        version=page.case.version,
        back_url=page.url("case_detail"),
    )


@require_http_methods(["GET", "POST"])
def case_close(request: StaffRequest, pid: str) -> HttpResponseBase:
    """End the work; the door stays open. What is still due is listed first."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.CASE_CLOSE))
    require_open(page.case)
    form = CaseCloseForm(request.POST or None, case=page.case, initial={"version": page.case.version})
    if form.is_valid() and attempt(form, close_case, actor=request.user, case=page.case, **form.cleaned_data):
        messages.success(request, _("The case is closed. It can be reopened at any time."))
        return redirect("cases:case_detail", pid=pid)
    if status_of(form) == 409:
        # Whoever has read what the page says now may press again.
        data = request.POST.copy()
        data["version"] = str(page.case.version)
        form.data = data
    context = page.context("", form=form, deadlines=deadlines_of(page.case), blockers=blockers_of(page.case))
    return render(request, "cases/case_close.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def case_reopen(request: StaffRequest, pid: str) -> HttpResponseBase:
    """The person is back."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.CASE_CLOSE))
    if not page.case.is_closed:
        raise CaseNotClosed
    colleagues = User.objects.visible_to(request.user).active().filter(role__in=BY_GRANT).order_by("display_name")
    form = None if lasting_grants([page.case]).exists() else CaseReopenForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST":
        if form is None:
            reopen_case(actor=request.user, case=page.case)
        elif not form.is_valid() or not attempt(
            form, reopen_case, actor=request.user, case=page.case, worker=form.cleaned_data["worker"]
        ):
            return render(request, "cases/case_reopen.html", page.context("", form=form))
        messages.success(request, _("The case is open again."))
        return redirect("cases:case_detail", pid=pid)
    return render(request, "cases/case_reopen.html", page.context("", form=form))
