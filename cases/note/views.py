"""Writing, reading and correcting notes."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Act
from accounts.matrix import may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.case.page import CasePage, open_page
from cases.case.queries import open_case
from cases.case.states import require_open
from cases.models import Case, Note
from cases.note.actions import create_note, edit_note, extend_note, held_in
from cases.note.drafts import forget_note, keep_note, kept_note
from cases.note.forms import NoteEditForm, NoteExtendForm, NoteForCaseForm, NoteForm
from cases.note.queries import additions_to, chain_of, own_open_cases
from cases.permissions import can
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.drafts.views import require_own_form, said_when
from common.forms import attempt
from common.shown import show
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.NARRATIVE, FieldClass.HEALTH})


@require_http_methods(["GET", "POST"])
def note_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Add a note to a case."""
    return take_note(request, open_page(request.user, pid, Tag.CASE_OPEN, CLASSES))


def take_note(request: StaffRequest, page: CasePage) -> HttpResponseBase:
    """Save what the form says, or show the form with what was typed. The composer ends here too."""
    require(page.may(Act.NOTE_CREATE))
    require_open(page.case)
    kept = kept_note(request.user, page.case)
    form = NoteForm(request.POST or None, initial=kept.values)
    if form.is_valid() and attempt(form, create_note, actor=request.user, case=page.case, **form.values()):
        forget_note(request.user, page.case)
        messages.success(request, _("Note added."))
        return redirect("cases:case_detail", pid=page.case.pid)
    return render(request, "cases/note_create.html", page.context("", form=form, saved_at=kept.saved_at))


@require_POST
def note_keep(request: StaffRequest, pid: str) -> HttpResponseBase:
    """What is typed right now, kept sealed for its writer while the person goes on talking."""
    case: Case = get_visible_or_404(Case.objects.all(), request.user, pid, tag=Tag.CASE_OPEN)
    require(can(request.user, Act.NOTE_CREATE, case))
    require_own_form(request)
    require_open(case)
    keep_note(request.user, case, request.POST)
    return said_when(HttpResponse(status=204))


@require_http_methods(["GET", "POST"])
def note_add(request: StaffRequest) -> HttpResponseBase:
    """Add a note from Today: choose one of the own cases, then write."""
    require(may(request.user, Act.CASE_LIST))
    cases = own_open_cases(request.user)
    admit_cases(request.user, cases, relation_of_visible(request.user), {FieldClass.IDENTITY})
    reading(Tag.CASE_LIST)
    names = [(case.pid, f"{show(case.alias).value or '·'} ({case.reference})") for case in cases]
    form = NoteForCaseForm(request.POST or None, cases=names)
    if form.is_valid():
        case = open_case(request.user, form.cleaned_data["case"], Tag.CASE_OPEN, CLASSES)
        require(can(request.user, Act.NOTE_CREATE, case))
        if attempt(form, create_note, actor=request.user, case=case, **form.values()):
            messages.success(request, _("Note added."))
            return redirect("cases:case_detail", pid=case.pid)
    return render(request, "cases/note_add.html", {"form": form, "has_cases": bool(names)})


def _open_note(request: StaffRequest, pid: str, note_pid: str) -> tuple[CasePage, Note]:
    page = open_page(request.user, pid, Tag.NOTE_OPEN, CLASSES)
    rows = Note.objects.filter(case=page.case).select_related("case", "author")
    note: Note = get_visible_or_404(rows, request.user, note_pid, tag=Tag.NOTE_OPEN)
    return page, note


@require_safe
def note_detail(request: StaffRequest, pid: str, note_pid: str) -> HttpResponseBase:
    """One note with the texts it corrects, folded."""
    page, note = _open_note(request, pid, note_pid)
    newer = Note.objects.filter(corrects=note).first()
    can_edit = newer is None and page.may_write(Act.NOTE_CREATE) and may_write(note, held_in(note))
    chain = chain_of(note)
    context = page.context(
        "",
        note=note,
        chain=chain,
        newer=newer,
        can_edit=can_edit,
        additions=additions_to(chain),
        can_add=page.may_write(Act.NOTE_CREATE) and note.adds_to_id is None,
    )
    return render(request, "cases/note_detail.html", context)


@require_http_methods(["GET", "POST"])
def note_extend(request: StaffRequest, pid: str, note_pid: str) -> HttpResponseBase:
    """Add to a note what came to mind later. The note stays as it is."""
    page, note = _open_note(request, pid, note_pid)
    require(page.may(Act.NOTE_CREATE))
    require_open(page.case)
    form = NoteExtendForm(request.POST or None)
    if form.is_valid() and attempt(form, extend_note, actor=request.user, note=note, text=form.cleaned_data["text"]):
        messages.success(request, _("Added. It stands below the note, with today’s date."))
        return redirect("cases:note_detail", pid=pid, note_pid=note.pid)
    return render(request, "cases/note_extend.html", page.context("", form=form, note=note))


@require_http_methods(["GET", "POST"])
def note_edit(request: StaffRequest, pid: str, note_pid: str) -> HttpResponseBase:
    """Correct a note. The earlier text stays readable."""
    page, note = _open_note(request, pid, note_pid)
    require(page.may(Act.NOTE_CREATE) and may_write(note, held_in(note)))
    require_open(page.case)
    form = NoteEditForm(request.POST or None, initial={"text": show(getattr(note, held_in(note))).value})
    if form.is_valid() and attempt(form, edit_note, actor=request.user, note=note, text=form.cleaned_data["text"]):
        messages.success(request, _("Corrected. The earlier text stays readable below the note."))
        return redirect("cases:note_detail", pid=pid, note_pid=form.result.pid)  # type: ignore[attr-defined]
    status = 409 if form.is_bound and form.has_error(NON_FIELD_ERRORS, "note_corrected") else 200
    newer = Note.objects.filter(corrects=note).first() if status == 409 else None
    return render(request, "cases/note_edit.html", page.context("", form=form, note=note, newer=newer), status=status)
