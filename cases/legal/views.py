"""The page Legal of a case, and the page of suspects."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.briefing.queries import briefings_of, topics_of
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.conflict.sheets import stood_at
from cases.hearing.queries import hearings_of
from cases.legal.actions import edit_suspects
from cases.legal.forms import SuspectsForm
from cases.legal.pages import held_in, read_page, take
from cases.legalrecord.kinds import groups_of
from cases.limit.queries import limits_of
from cases.models import Proceeding, Release
from cases.proceeding.queries import proceedings_of
from common.access import get_visible_or_404, require
from encryption.classes import FieldClass


@require_safe
def legal_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Proceedings with their days, what the person was told, protection, claims, and acts that were compelled."""
    page = read_page(request, pid)
    hearings, limits = hearings_of(page.case), limits_of(page.case)
    talks = briefings_of(page.case)
    context = page.context(
        "legal",
        proceedings=[
            {"line": line, "hearings": hearings.get(line.row.pk, []), "limits": limits.get(line.row.pk, [])}
            for line in proceedings_of(request.user, page.case)
        ],
        briefings=talks,
        topics=topics_of(talks),
        groups=groups_of(page.case),
        can_add=page.may_write(Act.LEGAL_EDIT),
        can_open_suspects=page.may(Act.SUSPECTS_EDIT),
        me=request.user,
    )
    return render(request, "cases/legal_list.html", context)


def _suspects_page(request: StaffRequest, pid: str) -> CasePage:
    page = open_page(request.user, pid, Tag.SUSPECTS_OPEN, {FieldClass.LEGAL, FieldClass.SUSPECTS})
    require(page.may(Act.SUSPECTS_EDIT))
    return page


@require_http_methods(["GET", "POST"])
def suspects_edit(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """What is known of suspects in a proceeding. Opening it is recorded by its name."""
    page = _suspects_page(request, pid)
    rows = Proceeding.objects.filter(case=page.case).select_related("case")
    return _suspects(request, page, get_visible_or_404(rows, request.user, proceeding_pid, tag=Tag.SUSPECTS_OPEN))


@require_http_methods(["GET", "POST"])
def suspects_release(request: StaffRequest, pid: str, row_pid: str) -> HttpResponseBase:
    """What is known of the offender and the release."""
    page = _suspects_page(request, pid)
    rows = Release.objects.filter(case=page.case).select_related("case")
    return _suspects(request, page, get_visible_or_404(rows, request.user, row_pid, tag=Tag.SUSPECTS_OPEN))


def _suspects(request: StaffRequest, page: CasePage, row: Any) -> HttpResponseBase:
    if request.method == "POST":
        require_open(page.case)
    initial = {"suspects": held_in(row.suspects) or "", "version": row.version}
    form = SuspectsForm(request.POST or None, initial=initial)
    form.before = lambda version: stood_at(row, version, "suspects")  # type: ignore[attr-defined]
    more = {"can_edit": not page.case.is_closed}
    return take(request, page, "suspects_edit", form, edit_suspects, row=row, more=more)
