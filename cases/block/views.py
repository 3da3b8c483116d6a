"""Conflict blocks: for coordinators, each time after saying again who they are."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.models import User
from accounts.requests import StaffRequest, confirm_first
from audit.tags import Tag
from cases.block.actions import lift_block, set_block
from cases.block.forms import BlockForm
from cases.case.page import open_page
from cases.models import ConflictBlock
from common.access import get_visible_or_404, require
from common.forms import attempt
from encryption.classes import FieldClass


@confirm_first
@require_http_methods(["GET", "POST"])
def block_set(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Who is kept away from the case, and a form to keep somebody away."""
    page = open_page(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.BLOCK_SET))
    colleagues = User.objects.visible_to(request.user).active().exclude(pk=request.user.pk).order_by("display_name")
    form = BlockForm(request.POST or None, colleagues=colleagues)
    if form.is_valid() and attempt(form, set_block, actor=request.user, case=page.case, **form.cleaned_data):
        messages.success(request, _("Done. For this colleague the case no longer exists."))
        return redirect("cases:block_set", pid=pid)
    blocks = ConflictBlock.objects.visible_to(request.user).filter(case=page.case)
    blocks = blocks.select_related("user", "set_by", "lifted_by").in_force_first()
    return render(request, "cases/block_set.html", page.context("", form=form, blocks=list(blocks)))


@confirm_first
@require_http_methods(["GET", "POST"])
def block_lift(request: StaffRequest, pid: str, block_pid: str) -> HttpResponseBase:
    """Let a colleague see the case again."""
    page = open_page(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.BLOCK_SET))
    rows = ConflictBlock.objects.filter(case=page.case).select_related("user")
    block: ConflictBlock = get_visible_or_404(rows, request.user, block_pid, tag=Tag.CASE_OPEN)
    if request.method == "POST":
        lift_block(actor=request.user, block=block)
        messages.success(request, _("Lifted."))
        return redirect("cases:block_set", pid=pid)
    return render(request, "cases/block_lift.html", page.context("", block=block))
