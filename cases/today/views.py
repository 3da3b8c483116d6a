"""Today: what is due, and the next act. The first page after signing in, for every role."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from accounts.signin.queries import unseen_count
from audit.record import reading
from audit.tags import Tag
from cases.access import BY_GRANT, relation_of_visible
from cases.cover.queries import covers_for
from cases.emergency.permissions import can_open_emergency, can_read_alarms
from cases.emergency.queries import alarms_for
from cases.fence.queries import volume_alarms
from cases.handover.queries import offer_count
from cases.intake.content import unfinished_intakes
from cases.note.drafts import unsent_notes
from cases.notice.queries import new_count
from cases.overview.queries import urgent_lines_of
from cases.task.queries import held_in, takers_of
from cases.today.due_page import open_due
from cases.today.forms import DropForm, GiveForm, SnoozeForm
from cases.today.lane import lane_of
from cases.today.periods import periods_of
from cases.today.queries import MOST_OWN, day_line, due_of, dues_of, just_done, stages_of, todo_of
from cases.today.readers import readers_of
from common.forms import attempt
from common.pid import is_pid
from reminders.actions import complete_due, drop_due, give_due, reopen_due, snooze_due
from reminders.choices import DropReason
from reminders.ladder.permissions import can_list_notices
from reminders.outbox.queries import undelivered_count
from reminders.states import require_open, require_tickable

# As many unfinished notes stand on Today; the others in the list of drafts.
MOST_NOTES = 3


@require_safe
def today(request: StaffRequest) -> HttpResponseBase:
    """What is overdue, due today and in the next seven days; what was left unfinished; where the own cases stand."""
    user = request.user
    if not may(user, Act.CASE_LIST):
        alarms = alarms_for(user) if can_read_alarms(user) else None
        more = {
            "alarms": alarms,
            "can_open_emergency": can_open_emergency(user),
            "unseen": unseen_count(user),
            "volume": volume_alarms(user),
        }
        return render(request, "cases/today_other.html", _for_other_roles(user.role) | more)
    show_all = "all" in request.GET
    dues = dues_of(user)
    todo = todo_of(user, show_all=show_all, dues=dues)
    done = request.GET.get("done", "")
    can_create = may(user, Act.CASE_CREATE)
    can_note = may(user, Act.NOTE_CREATE, relation_of_visible(user))
    stages = stages_of(user) if user.role in BY_GRANT else []
    notes = unsent_notes(user)[:MOST_NOTES] if can_note else []
    if notes:
        reading(Tag.CASE_LIST)
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
        "show_all": show_all,
        "lane": lane_of(dues) if todo.count else None,
        "offers": offer_count(user),
        "covers": covers_for(user),
        "periods": periods_of(user),
        "stages": stages,
        "stages_count": sum(count for _stage, count in stages or []),
        "most_own": MOST_OWN if stages is None else 0,
        "intakes": unfinished_intakes(user, 1) if can_create else [],
        "notes": notes,
        "can_create": can_create,
        "can_note": can_note,
        "is_coordinator": user.role == Role.COORDINATOR,
        "look": [line for line in urgent_lines_of(user) if line.count] if may(user, Act.LOAD_OPEN) else [],
        "notices": new_count(user),
        "can_notice": can_list_notices(user),
        "undelivered": undelivered_count(user),
        "unseen": unseen_count(user),
        "volume": volume_alarms(user),
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
    due, _case = due_of(request.user, pid, Tag.DUE_COMPLETE)
    complete_due(actor=request.user, due=due)
    return redirect(f"{reverse('cases:today')}?done={due.pid}")


@require_POST
def due_reopen(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Undo: it is due again."""
    due, _case = due_of(request.user, pid, Tag.DUE_COMPLETE)
    reopen_due(actor=request.user, due=due)
    return redirect(f"{reverse('cases:today')}#d-{due.pid}")


@require_safe
def due_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One due thing: put it off, hand it over, and what was done to it so far."""
    page = open_due(request.user, pid, Tag.DUE_OPEN)
    return render(request, "cases/due_detail.html", page.context(form=SnoozeForm() if page.is_open else None))


@require_POST
def due_snooze(request: StaffRequest, pid: str) -> HttpResponseBase:
    """It waits until a day."""
    page = open_due(request.user, pid, Tag.DUE_SNOOZE)
    require_open(page.due)
    form = SnoozeForm(request.POST)
    if form.is_valid() and attempt(form, snooze_due, actor=request.user, due=page.due, **form.values()):
        day = formats.date_format(form.values()["until"], _("D j M"))
        messages.success(request, _("Put off until %(day)s.") % {"day": day})
        return redirect("cases:today")
    return render(request, "cases/due_detail.html", page.context(form=form))


@require_http_methods(["GET", "POST"])
def due_give(request: StaffRequest, pid: str) -> HttpResponseBase:
    """A colleague answers for it from now on."""
    page = open_due(request.user, pid, Tag.DUE_GIVE)
    require_open(page.due)
    held = held_in(page.task.task) if page.task is not None else ""
    colleagues = takers_of(request.user, page.case, held, readers_of(page.due.kind)).exclude(pk=page.due.owner_id)
    form = GiveForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        to_user = form.cleaned_data["to_user"]
        if attempt(form, give_due, actor=request.user, due=page.due, to_user=to_user):
            messages.success(request, _("Handed over to %(name)s.") % {"name": to_user.display_name})
            return redirect("cases:today")
    return render(request, "cases/due_give.html", page.context(form=form))


@require_http_methods(["GET", "POST"])
def due_drop(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Nothing has to be done any more."""
    page = open_due(request.user, pid, Tag.DUE_DROP)
    require_open(page.due)
    require_tickable(page.due)
    form = DropForm(request.POST or None)
    if form.is_valid():
        reason = DropReason(form.cleaned_data["reason"])
        if attempt(form, drop_due, actor=request.user, due=page.due, reason=reason):
            return redirect(f"{reverse('cases:today')}?done={page.due.pid}")
    return render(request, "cases/due_drop.html", page.context(form=form))
