"""Sending a file, looking at what was found in it, and saying yes or no."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Act
from accounts.matrix import may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.htcds import storage
from cases.htcds.actions import discard_import, send_import, start_import
from cases.htcds.bad_rows import CONTENT_TYPE
from cases.htcds.choices import ImportState
from cases.htcds.forms import ImportSendForm
from cases.htcds.mapping import held, not_held
from cases.htcds.run import MOST_SHOWN
from cases.htcds.states import require_kept
from cases.models import CaseImport
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.forms import attempt

_SHOWN_IMPORTS = 10


def _visible(request: StaffRequest, pid: str, tag: Tag) -> CaseImport:
    sent: CaseImport = get_visible_or_404(CaseImport.objects.all(), request.user, pid, tag=tag)
    return sent


@require_http_methods(["GET", "POST"])
def import_send(request: StaffRequest) -> HttpResponseBase:
    """Send a file. It is sealed at once and read through in the background."""
    require(may(request.user, Act.IMPORT_RUN))
    form = ImportSendForm(request.POST, request.FILES) if request.method == "POST" else ImportSendForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        if attempt(form, send_import, actor=request.user, file=file):
            return redirect("common:job_detail", pid=form.result.job_pid)  # type: ignore[attr-defined]
    recent = CaseImport.objects.visible_to(request.user).filter(files_dropped_at=None).order_by("-created_at")
    context = {"form": form, "recent": recent[:_SHOWN_IMPORTS], "held": held(), "not_held": not_held()}
    return render(request, "cases/import_send.html", context)


@require_safe
def import_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """What was found in a file, or what became of it."""
    sent = _visible(request, pid, Tag.IMPORT_OPEN)
    reading(Tag.IMPORT_OPEN, subject=sent)
    report = storage.read_report(sent) if sent.is_open else {}
    is_done = sent.state == ImportState.DONE
    numbers = [
        {"label": _("Cases created") if is_done else _("Cases to create"), "value": str(sent.good_count)},
        {"label": _("Known already, left as they are"), "value": str(sent.known_count)},
        {"label": _("Rows with problems"), "value": str(sent.bad_count)},
    ]
    context = {
        "sent": sent,
        "is_done": is_done,
        "is_checked": sent.state == ImportState.CHECKED,
        "is_under_way": sent.state in {ImportState.SENT, ImportState.RUNNING},
        "numbers": numbers if sent.state in {ImportState.CHECKED, ImportState.DONE} else [],
        "report": report,
        "has_bad_rows": sent.is_open and storage.has(sent, storage.BAD_ROWS),
        "has_more": len(report.get("problems", [])) >= MOST_SHOWN,
    }
    return render(request, "cases/import_detail.html", context)


@require_POST
def import_start(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Yes: make the cases."""
    sent = _visible(request, pid, Tag.IMPORT_START)
    start_import(actor=request.user, sent=sent)
    sent.refresh_from_db(fields=["job_pid"])
    return redirect("common:job_detail", pid=sent.job_pid)


@require_POST
def import_discard(request: StaffRequest, pid: str) -> HttpResponseBase:
    """No: keep nothing of the file."""
    sent = _visible(request, pid, Tag.IMPORT_DISCARD)
    discard_import(actor=request.user, sent=sent)
    messages.success(request, _("The file is discarded."))
    return redirect("cases:import_send")


@require_safe
def import_fetch(request: StaffRequest, pid: str) -> HttpResponseBase:
    """The rows to mend, as a workbook."""
    sent = _visible(request, pid, Tag.FILE_FETCH)
    require_kept(sent)
    if not storage.has(sent, storage.BAD_ROWS):
        raise NotAllowed
    reading(Tag.FILE_FETCH, subject=sent)
    with storage.opened(sent, storage.BAD_ROWS, purpose="download") as stream:
        response = HttpResponse(stream.read(), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="rows.xlsx"'
    return response
