"""Cases of one situation: which they are, linking one more, and a new case beside them."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.states import require_open
from cases.models import SituationLink
from cases.situation.actions import begin_situation, link_situation, restore_situation, unlink_situation
from cases.situation.forms import SituationBeginForm, SituationLinkForm
from cases.situation.queries import case_by_number, circumstances_of, just_taken_out, together_of
from cases.situation.states import LinkEnded, NoSuchCase
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.forms import attempt
from encryption.classes import FieldClass


@require_http_methods(["GET", "POST"])
def situation_link(request: StaffRequest, pid: str) -> HttpResponseBase:
    """The cases that belong together with this one, and a form to link one more."""
    page = open_page(request.user, pid, Tag.SITUATION_OPEN)
    require(page.may(Act.SITUATION_LINK))
    if request.method == "POST":
        require_open(page.case)
    known = together_of(request.user, page.case)
    form = SituationLinkForm(request.POST if request.method == "POST" else None, known=known)
    if form.is_valid():
        other = case_by_number(request.user, form.cleaned_data["number"])
        what = form.cleaned_data["what"]
        if other is None:
            form.add_error("number", str(NoSuchCase.sentence))
        elif attempt(form, link_situation, actor=request.user, case=page.case, other=other, **what):
            messages.success(request, _("Linked. Only who may open both cases sees it."))
            return redirect("cases:situation_link", pid=pid)
    open_form = None if page.case.is_closed else form
    taken_out = just_taken_out(request.user, page.case) if open_form else None
    context = page.context("", known=known, form=open_form, taken_out=taken_out)
    return render(request, "cases/situation_link.html", context)


@require_http_methods(["GET", "POST"])
def situation_begin(request: StaffRequest, pid: str) -> HttpResponseBase:
    """A new case from the same situation: asked what they share, then the intake."""
    page = open_page(request.user, pid, Tag.SITUATION_OPEN, {FieldClass.PROFILE})
    require(page.may(Act.SITUATION_LINK) and may(request.user, Act.CASE_CREATE))
    require_open(page.case)
    taken = circumstances_of(page.case)
    form = SituationBeginForm(
        request.POST if request.method == "POST" else None, known=together_of(request.user, page.case)
    )
    if form.is_valid() and attempt(
        form, begin_situation, actor=request.user, case=page.case, **form.cleaned_data["what"]
    ):
        what = form.cleaned_data["what"]
        kind = what["kind"] if "kind" in what else what["situation"].kind
        names = _(", ").join(str(one.label) for one in taken if kind in one.kinds)
        said = _("The intake has begun. Filled in, and nothing else: %(names)s.") % {"names": names}
        messages.success(request, said if names else _("The intake has begun. Nothing is filled in."))
        return redirect("cases:intake_step", pid=form.result, step=1)  # type: ignore[attr-defined]
    return render(request, "cases/situation_begin.html", page.context("", form=form, taken=taken))


@require_http_methods(["GET", "POST"])
def situation_unlink(request: StaffRequest, pid: str, link_pid: str) -> HttpResponseBase:
    """Take this case out of a situation."""
    page = open_page(request.user, pid, Tag.SITUATION_OPEN)
    require(page.may(Act.SITUATION_LINK))
    rows = SituationLink.objects.filter(case=page.case).select_related("situation", "case")
    link: SituationLink = get_visible_or_404(rows, request.user, link_pid, tag=Tag.SITUATION_OPEN)
    require_open(page.case)
    if link.ended_at is not None:
        raise LinkEnded
    known = next((one for one in together_of(request.user, page.case) if one.link.pk == link.pk), None)
    if known is None:
        raise NotAllowed
    if request.method == "POST":
        unlink_situation(actor=request.user, link=link)
        return redirect("cases:situation_link", pid=pid)
    return render(request, "cases/situation_unlink.html", page.context("", known=known))


@require_POST
def situation_restore(request: StaffRequest, pid: str, link_pid: str) -> HttpResponseBase:
    """Undo: it belongs together again."""
    page = open_page(request.user, pid, Tag.SITUATION_OPEN)
    require(page.may(Act.SITUATION_LINK))
    rows = SituationLink.objects.filter(case=page.case).select_related("situation", "case")
    link: SituationLink = get_visible_or_404(rows, request.user, link_pid, tag=Tag.SITUATION_OPEN)
    restore_situation(actor=request.user, link=link)
    messages.success(request, _("Undone. The cases belong together as before."))
    return redirect("cases:situation_link", pid=pid)
