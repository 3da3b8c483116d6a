"""Recording protection, notices of release, claims, and acts that were compelled."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.requests import StaffRequest
from cases.case.states import require_open
from cases.document.linking import initial_of, linkable
from cases.legal.pages import held_in, remember_facts, row_of, take, tell_saved, write_page
from cases.legalrecord.actions import (
    create_legalrecord,
    edit_legalrecord,
    end_legalrecord,
    notice_release,
    pay_claim,
)
from cases.legalrecord.forms import NoticeForm, PaymentForm, RecordEndForm
from cases.legalrecord.kinds import KINDS, RecordKind, record_line
from cases.legalrecord.states import require_watched
from cases.models import Claim, Release
from common.access import require


def _kind(code: str) -> RecordKind:
    require(code in KINDS)
    return KINDS[code]


@require_http_methods(["GET", "POST"])
def legalrecord_create(request: StaffRequest, pid: str, kind: str) -> HttpResponseBase:
    """Record a new one of its kind."""
    page = write_page(request, pid)
    chosen = _kind(kind)
    require_open(page.case)
    form = chosen.form(request.POST or None, documents=linkable(page.case))
    arguments: dict[str, Any] = {"case": page.case, "model": chosen.model}
    return take(request, page, "legalrecord_create", form, create_legalrecord, more={"kind": chosen}, **arguments)


def _opened(request: StaffRequest, pid: str, model: Any, row_pid: str) -> tuple[Any, Any]:
    page = write_page(request, pid)
    row = row_of(
        request, page, model.objects.filter(case=page.case).select_related("case", "document", "recorded_by"), row_pid
    )
    require_watched(row)
    return page, row


@require_http_methods(["GET", "POST"])
def legalrecord_edit(request: StaffRequest, pid: str, kind: str, row_pid: str) -> HttpResponseBase:
    """Change what is recorded."""
    chosen = _kind(kind)
    page, row = _opened(request, pid, chosen.model, row_pid)
    initial = held_in(row.facts) | {name: getattr(row, name) for name in chosen.days}
    initial |= {"version": row.version} | initial_of(row)
    form = chosen.edit_form(request.POST or None, initial=initial, documents=linkable(page.case, row.document))
    remember_facts(form, row)
    more = {"kind": chosen}
    return take(request, page, "legalrecord_edit", form, edit_legalrecord, row=row, more=more)


@require_http_methods(["GET", "POST"])
def legalrecord_end(request: StaffRequest, pid: str, kind: str, row_pid: str) -> HttpResponseBase:
    """Say that nothing has to be watched any more."""
    chosen = _kind(kind)
    page, row = _opened(request, pid, chosen.model, row_pid)
    form = RecordEndForm(request.POST or None, initial={"version": row.version})
    tell_saved(form, row)
    more = {"line": record_line(row)}
    return take(request, page, "legalrecord_end", form, end_legalrecord, row=row, more=more)


@require_http_methods(["GET", "POST"])
def claim_pay(request: StaffRequest, pid: str, claim_pid: str) -> HttpResponseBase:
    """Record a payment. Whoever was overtaken opens the page anew: a colleague may just have recorded the same payment."""
    page, row = _opened(request, pid, Claim, claim_pid)
    form = PaymentForm(request.POST or None, initial={"version": row.version})
    return take(request, page, "claim_pay", form, pay_claim, claim=row, more={"line": record_line(row)})


@require_http_methods(["GET", "POST"])
def release_notice(request: StaffRequest, pid: str, row_pid: str) -> HttpResponseBase:
    """Record that a notice came: the person is called today."""
    page, row = _opened(request, pid, Release, row_pid)
    form = NoticeForm(request.POST or None, initial={"version": row.version}, documents=linkable(page.case))
    tell_saved(form, row)
    return take(request, page, "release_notice", form, notice_release, release=row, more={"line": record_line(row)})
