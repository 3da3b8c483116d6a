"""Setting a task, and changing it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.conflict.sheets import stood_at
from cases.models import Task
from cases.sheets import may_write
from cases.task.actions import create_task, edit_task
from cases.task.forms import TaskEditForm, TaskForm
from cases.task.queries import CLASSES, field_for, held_in, takers_of, words_of
from common.access import get_visible_or_404, require
from common.forms import attempt, status_of
from reminders.states import require_open as require_due_open


@require_http_methods(["GET", "POST"])
def task_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Set down what is to do about a case."""
    return take_task(request, open_page(request.user, pid, Tag.CASE_OPEN, CLASSES))


def take_task(request: StaffRequest, page: CasePage) -> HttpResponseBase:
    """Save what the form says, or show the form with what was typed. The composer ends here too, with its own text."""
    require(page.may(Act.TASK_CREATE))
    require_open(page.case)
    colleagues = takers_of(request.user, page.case, field_for(request.user)).exclude(pk=request.user.pk)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "text" in data:
        data.setdefault("words", str(data["text"]))
    form = TaskForm(data, colleagues=colleagues)
    if form.is_valid() and attempt(form, create_task, actor=request.user, case=page.case, **form.values()):
        day = formats.date_format(form.cleaned_data["due_on"], _("D j M"))
        messages.success(request, _("Task set for %(day)s.") % {"day": day})
        return redirect("cases:case_detail", pid=page.case.pid)
    return render(request, "cases/task_create.html", page.context("", form=form))


@require_http_methods(["GET", "POST"])
def task_edit(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Other words, another day or hour."""
    task: Task = get_visible_or_404(Task.objects.select_related("case", "due"), request.user, pid, tag=Tag.TASK_EDIT)
    page = open_page(request.user, task.case.pid, Tag.CASE_OPEN, CLASSES)
    name = held_in(task)
    require(page.may(Act.TASK_CREATE) and may_write(task, name))
    require_open(page.case)
    require_due_open(task.due)
    due = task.due
    initial = {
        "words": words_of(task).value,
        "due_on": due.due_on,
        "hour": timezone.localtime(due.due_at).time() if due.due_at else None,
        "version": task.version,
    }
    form = TaskEditForm(request.POST or None, initial=initial)
    form.before = lambda version: {"words": stood_at(task, version, name)[name]}  # type: ignore[attr-defined]
    if form.is_valid() and attempt(form, edit_task, actor=request.user, task=task, **form.values()):
        messages.success(request, _("Saved."))
        return redirect("cases:due_detail", pid=due.pid)
    status = status_of(form)
    return render(request, "cases/task_edit.html", page.context("", form=form, task=task, due=due), status=status)
