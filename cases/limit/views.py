"""Entering days that run out, checking them, and what became of them."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.requests import StaffRequest
from cases.document.linking import initial_of, linkable
from cases.legal.pages import held_in, remember_facts, row_of, take, tell_saved, write_page
from cases.limit.actions import check_limit, create_limit, edit_limit, end_limit
from cases.limit.forms import LimitCheckForm, LimitEditForm, LimitEndForm, LimitForm
from cases.limit.queries import limit_line
from cases.limit.states import CheckerIsTheFirst, LimitChecked, require_running
from cases.models import LegalLimit, Proceeding


@require_http_methods(["GET", "POST"])
def limit_create(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Enter a day from its document."""
    page = write_page(request, pid)
    row = row_of(request, page, Proceeding.objects.filter(case=page.case).select_related("case"), proceeding_pid)
    form = LimitForm(request.POST or None, documents=linkable(page.case))
    return take(request, page, "limit_create", form, create_limit, proceeding=row)


def _opened(request: StaffRequest, pid: str, limit_pid: str) -> tuple[Any, LegalLimit]:
    page = write_page(request, pid)
    rows = LegalLimit.objects.filter(case=page.case).select_related(
        "case", "document", "recorded_by", "checked_by", "ended_by"
    )
    row: LegalLimit = row_of(request, page, rows, limit_pid)
    require_running(row)
    return page, row


@require_http_methods(["GET", "POST"])
def limit_edit(request: StaffRequest, pid: str, limit_pid: str) -> HttpResponseBase:
    """Enter it anew from the document."""
    page, row = _opened(request, pid, limit_pid)
    initial = held_in(row.facts) | {"end_on": row.typed_on, "version": row.version} | initial_of(row)
    documents = linkable(page.case, row.document)
    form = LimitEditForm(request.POST or None, initial=initial, documents=documents)
    remember_facts(form, row)
    return take(request, page, "limit_edit", form, edit_limit, limit=row)


@require_http_methods(["GET", "POST"])
def limit_check(request: StaffRequest, pid: str, limit_pid: str) -> HttpResponseBase:
    """A second person reads the day in the document, without seeing the first one on this page.

    Whoever was overtaken begins anew: the day may rest on another document by now, which has to be opened first.
    """
    page, row = _opened(request, pid, limit_pid)
    if row.checked_on is not None:
        raise LimitChecked
    if row.recorded_by_id == request.user.pk:
        raise CheckerIsTheFirst
    form = LimitCheckForm(request.POST or None, initial={"version": row.version})
    more = {"line": limit_line(row)}
    return take(request, page, "limit_check", form, check_limit, limit=row, more=more)


@require_http_methods(["GET", "POST"])
def limit_end(request: StaffRequest, pid: str, limit_pid: str) -> HttpResponseBase:
    """Record what was done."""
    page, row = _opened(request, pid, limit_pid)
    form = LimitEndForm(request.POST or None, initial={"version": row.version})
    tell_saved(form, row)
    more = {"line": limit_line(row)}
    return take(request, page, "limit_end", form, end_limit, limit=row, more=more)
