"""Teams of the own organisation."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import create_team, edit_team
from accounts.forms import TeamEditForm, TeamForm
from accounts.models import Team
from accounts.permissions import can_edit_team
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.forms import attempt, status_of


@require_safe
def team_list(request: StaffRequest) -> HttpResponseBase:
    """The teams and how many work in each."""
    require(can_edit_team(request.user))
    reading(Tag.TEAM_LIST)
    teams = Team.objects.visible_to(request.user).annotate(staff_count=Count("staff", filter=Q(staff__is_active=True)))
    return render(request, "accounts/team_list.html", {"teams": teams.order_by("name")})


@require_http_methods(["GET", "POST"])
def team_create(request: StaffRequest) -> HttpResponseBase:
    """Make a team."""
    require(can_edit_team(request.user))
    form = TeamForm(request.POST or None)
    if form.is_valid() and attempt(form, create_team, actor=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("accounts:team_list")
    return render(request, "accounts/team_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def team_edit(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Give a team another name."""
    require(can_edit_team(request.user))
    team = get_visible_or_404(Team.objects.all(), request.user, pid, tag=Tag.TEAM_EDIT)
    form = TeamEditForm(request.POST or None, initial={"name": team.name, "version": team.version})
    if form.is_valid() and attempt(form, edit_team, actor=request.user, team=team, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("accounts:team_list")
    return render(request, "accounts/team_edit.html", {"form": form, "team": team}, status=status_of(form))
