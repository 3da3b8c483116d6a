"""Links for new colleagues: opened, accepted, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import accept_invitation, link_digest, withdraw_invitation
from accounts.forms import InvitationAcceptForm
from accounts.models import Invitation
from accounts.requests import StaffRequest
from accounts.states import InvitationSpent
from audit.record import refused
from audit.tags import Tag
from common.access import get_visible_or_404
from common.forms import attempt

IN_SESSION = "invitation_digest"


@login_not_required
@require_safe
def invitation_open(request: HttpRequest, token: str) -> HttpResponseBase:
    """Move the secret from the address into the session, so that it stays in no history, and go on."""
    request.session[IN_SESSION] = link_digest(token)
    return redirect("accounts:invitation_accept")


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest) -> HttpResponseBase:
    """Choose how to sign in. Unknown, used, withdrawn and old links give one and the same answer."""
    digest = request.session.get(IN_SESSION, "")
    invitation = Invitation.objects.open().filter(digest=digest).first()
    if invitation is None:
        return _spent(request)
    form = InvitationAcceptForm(request.POST or None, initial={"display_name": invitation.display_name})
    if form.is_valid() and attempt(form, accept_invitation, digest=digest, **form.cleaned_data):
        request.session.flush()
        messages.success(request, _("Your account is ready. Sign in with the name and password you chose."))
        return redirect("account_login")
    return render(request, "accounts/invitation_accept.html", {"form": form})


def _spent(request: HttpRequest) -> HttpResponseBase:
    refused(Tag.INVITATION_ACCEPT)
    return render(request, "accounts/invitation_spent.html", {"sentence": InvitationSpent.sentence}, status=404)


@require_POST
def invitation_withdraw(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Make an open link useless."""
    invitation = get_visible_or_404(Invitation.objects.open(), request.user, pid, tag=Tag.INVITATION_WITHDRAW)
    withdraw_invitation(actor=request.user, invitation=invitation)
    messages.success(request, _("The link works no more."))
    return redirect("accounts:staff_list")
