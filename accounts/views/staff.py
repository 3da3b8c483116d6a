"""Colleagues: list, invite, edit, deactivate."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import INVITATION_LASTS, edit_staff, invite_staff, new_link_token
from accounts.choices import Act, Role
from accounts.forms import StaffEditForm, StaffInviteForm
from accounts.matrix import may
from accounts.models import FactorReset, Invitation, User
from accounts.permissions import can_edit_staff
from accounts.requests import StaffRequest, confirm_first
from audit.record import reading
from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.forms import attempt, status_of


@require_safe
def staff_list(request: StaffRequest) -> HttpResponseBase:
    """Everybody in the own organisation, and the links that are still open."""
    user = request.user
    require(may(user, Act.STAFF_LIST))
    reading(Tag.USER_LIST)
    context = {
        "staff": User.objects.visible_to(user).select_related("team").order_by("-is_active", "role", "display_name"),
        "invitations": Invitation.objects.visible_to(user).open().order_by("expires_at"),
        "resets": FactorReset.objects.visible_to(user).open().select_related("user", "asked_by"),
        "can_edit": may(user, Act.STAFF_EDIT),
        "can_invite": may(user, Act.STAFF_INVITE),
        "roles": dict(Role.choices),
    }
    return render(request, "accounts/staff_list.html", context)


@confirm_first
@require_http_methods(["GET", "POST"])
def staff_invite(request: StaffRequest) -> HttpResponseBase:
    """Make a link for somebody new. It is shown on the answer to this form and never again."""
    require(may(request.user, Act.STAFF_INVITE))
    form = StaffInviteForm(request.POST or None, actor=request.user)
    token = new_link_token()
    if form.is_valid() and attempt(form, invite_staff, actor=request.user, token=token, **form.cleaned_data):
        link = request.build_absolute_uri(reverse("accounts:invitation_open", args=[token]))
        context = {"link": link, "days": INVITATION_LASTS.days, "display_name": form.cleaned_data["display_name"]}
        return render(request, "accounts/staff_invited.html", context)
    return render(request, "accounts/staff_invite.html", {"form": form})


@confirm_first
@require_http_methods(["GET", "POST"])
def staff_edit(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Change a colleague's name, role or team."""
    user = get_visible_or_404(User.objects.all(), request.user, pid, tag=Tag.USER_OPEN)
    require(can_edit_staff(request.user, user))
    reading(Tag.USER_OPEN, user)
    initial = {"display_name": user.display_name, "role": user.role, "team": user.team_id, "version": user.version}
    form = StaffEditForm(request.POST or None, actor=request.user, initial=initial)
    if form.is_valid() and attempt(form, edit_staff, actor=request.user, user=user, **form.cleaned_data):
        messages.success(request, _("Saved. It counts from the next page on."))
        return redirect("accounts:staff_list")
    context = {"form": form, "colleague": user, "is_own": user.pk == request.user.pk}
    return render(request, "accounts/staff_edit.html", context, status=status_of(form))
