"""Today: what is due, and the next act. The first page after signing in, for every role."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases import due_kinds
from cases.access import BY_GRANT, relation_of_visible
from cases.intake.content import unfinished_intakes
from cases.models import Case
from cases.today.queries import day_line, just_done, stages_of, todo_of
from common.access import get_visible_or_404, require
from common.pid import is_pid
from reminders.actions import complete_due, reopen_due
from reminders.models import DueThing


@require_safe
def today(request: StaffRequest) -> HttpResponseBase:
    """What is overdue, due today and in the next seven days; what was left unfinished; where the own cases stand."""
    user = request.user
    if not may(user, Act.CASE_LIST):
        return render(request, "cases/today_other.html", _for_other_roles(user.role))
    todo = todo_of(user, show_all="all" in request.GET)
    done = request.GET.get("done", "")
    can_create = may(user, Act.CASE_CREATE)
    stages = stages_of(user) if user.role in BY_GRANT else []
    context = {
        "todo": todo,
        "line": day_line(todo),
        "groups": (
            ("late", _("Overdue"), todo.late),
            ("", _("Due today"), todo.today),
            ("", _("Next 7 days"), todo.ahead),
            ("", _("Later"), todo.later),
        ),
        "first_lines": todo.late or todo.today or todo.ahead or todo.later,
        "show_all": "all" in request.GET,
        "stages": stages,
        "stages_count": sum(count for _stage, count in stages),
        "intakes": unfinished_intakes(user, 1) if can_create else [],
        "can_create": can_create,
        "can_note": may(user, Act.NOTE_CREATE, relation_of_visible(user)),
        "is_coordinator": user.role == Role.COORDINATOR,
        "just_done": just_done(user, done) if is_pid(done) else None,
    }
    return render(request, "cases/today.html", context)


def _for_other_roles(role: str) -> dict[str, Any]:
    """One sentence and the next act for those who do not work with cases."""
    pages: dict[str, tuple[str, str, str]] = {
        Role.AUDITOR: (
            _("You read who looked at what, and who changed what. You see no case."),
            "reports:audit_list",
            _("Open the access log"),
        ),
        Role.ADMINISTRATOR: (
            _("You look after accounts and teams. You see no case."),
            "accounts:staff_list",
            _("Open the list of people"),
        ),
        Role.SHELTER: (_("Nobody stays with you in Daybook yet. You are told here when somebody does."), "", ""),
        Role.PARTNER: (_("Nothing was referred to you yet. You are told here when something is."), "", ""),
    }
    sentence, url_name, act = pages.get(Role(role), (_("There is nothing for you to do here."), "", ""))
    return {"sentence": sentence, "url_name": url_name or "accounts:me", "act": act or _("Open your account")}


@require_POST
def due_complete(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Tick it off; it can be undone."""
    due = _own_due(request, pid)
    complete_due(actor=request.user, due=due)
    return redirect(f"{reverse('cases:today')}?done={due.pid}")


@require_POST
def due_reopen(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Undo: it is due again."""
    reopen_due(actor=request.user, due=_own_due(request, pid))
    return redirect("cases:today")


def _own_due(request: StaffRequest, pid: str) -> DueThing:
    """The own due thing, about a case that the user may still open."""
    due: DueThing = get_visible_or_404(DueThing.objects.all(), request.user, pid, tag=Tag.DUE_COMPLETE)
    seen = Case.objects.visible_to(request.user).filter(pk=due.subject_id).exists()
    require(due.subject_type == due_kinds.CASE and seen)
    return due
