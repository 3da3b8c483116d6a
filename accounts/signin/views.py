"""A button of the page of own sessions. What was of late is put into that page by `own_sign_ins`."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import StaffRequest
from accounts.signin.actions import see_sign_ins


@require_POST
def sign_ins_see(request: StaffRequest) -> HttpResponseBase:
    """What is unusual is known to the owner of the account."""
    see_sign_ins(actor=request.user)
    messages.success(request, _("Noted. You are not told about these again."))
    return redirect("usersessions_list")
