"""Documents of a case: the list, adding one, fetching one, withdrawing one."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.states import require_open
from cases.document.actions import add_document, fetch_document, withdraw_document
from cases.document.answers import answer_with
from cases.document.forms import DocumentForm, WithdrawForm
from cases.document.queries import document_to_fetch, documents_of, held
from cases.models import Document
from common.access import get_visible_or_404, require
from common.forms import attempt
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.LEGAL, FieldClass.HEALTH, FieldClass.IDENTITY, FieldClass.NARRATIVE})


@require_safe
def document_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Documents of the case that the reader may open."""
    page = open_page(request.user, pid, Tag.DOCUMENT_LIST, CLASSES)
    require(page.may(Act.DOCUMENT_LIST))
    context = page.context("documents", documents=documents_of(page.case), can_add=page.may_write(Act.DOCUMENT_ADD))
    return render(request, "cases/document_list.html", context)


@require_http_methods(["GET", "POST"])
def document_add(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Add a document."""
    page = open_page(request.user, pid, Tag.CASE_OPEN, CLASSES)
    require(page.may(Act.DOCUMENT_ADD))
    require_open(page.case)
    form = DocumentForm(request.POST, request.FILES, case=page.case) if request.method == "POST" else None
    form = form or DocumentForm(case=page.case)
    require(form.has_kinds)
    if form.is_valid() and attempt(form, add_document, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("Document added."))
        return redirect("cases:document_list", pid=pid)
    return render(request, "cases/document_add.html", page.context("documents", form=form))


@require_safe
def document_fetch(request: StaffRequest, pid: str, document_pid: str) -> HttpResponseBase:
    """Hand out a document. That it was fetched is written down before its first byte leaves."""
    row = document_to_fetch(request.user, pid, document_pid)
    return answer_with(row, *fetch_document(row))


@require_http_methods(["GET", "POST"])
def document_withdraw(request: StaffRequest, pid: str, document_pid: str) -> HttpResponseBase:
    """Mark a document that does not count any more."""
    page = open_page(request.user, pid, Tag.DOCUMENT_LIST, CLASSES)
    require(page.may(Act.DOCUMENT_ADD))
    rows = Document.objects.filter(case=page.case).select_related("case", "added_by")
    row: Document = get_visible_or_404(rows, request.user, document_pid, tag=Tag.DOCUMENT_LIST)
    item = held(row)
    require(item.facts.may_reveal())
    require_open(page.case)
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and attempt(form, withdraw_document, actor=request.user, document=row, **form.cleaned_data):
        messages.success(request, _("Withdrawn. It is kept, but not handed out any more."))
        return redirect("cases:document_list", pid=pid)
    return render(request, "cases/document_withdraw.html", page.context("documents", item=item, form=form))
