"""The own mail settings, and what a coordinator sees of mail that did not arrive."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.errors import DomainError
from common.forms import attempt, status_of
from reminders.hours import office_zone
from reminders.models import Message
from reminders.outbox.actions import ask_address, confirm_address, edit_mail, retry_message, see_messages
from reminders.outbox.choices import Template
from reminders.outbox.forms import MailForm
from reminders.outbox.letters import Variables, sender_of, write_letter
from reminders.outbox.mailer import mail_is_on
from reminders.outbox.queries import is_confirmed, undelivered_count, undelivered_for, wishes_of, without_mail


@require_http_methods(["GET", "POST"])
def mail_edit(request: StaffRequest) -> HttpResponseBase:
    """Whether mail comes, when, and to which address; with the very words that it will say."""
    user = request.user
    wishes = wishes_of(user)
    form = MailForm(
        request.POST or None, initial={"has_mail": wishes.has_mail, "hour": wishes.hour, "version": wishes.version}
    )
    if form.is_valid() and attempt(form, edit_mail, actor=user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("reminders:mail_edit")
    return render(request, "reminders/mail_edit.html", {"form": form} | _about(request), status=status_of(form))


def _about(request: StaffRequest) -> dict[str, Any]:
    user = request.user
    wishes = wishes_of(user)
    return {
        "is_on": mail_is_on(),
        "is_confirmed": is_confirmed(user, wishes),
        "was_asked": wishes.asked_at is not None,
        "sender": sender_of(user),
        "zone": office_zone(),
        "letter": write_letter(Template.DIGEST, Variables(3), request.LANGUAGE_CODE),
    }


@require_POST
def address_ask(request: StaffRequest) -> HttpResponseBase:
    """Send the link that confirms the own address."""
    try:
        ask_address(actor=request.user)
    except DomainError as refusal:
        messages.warning(request, str(refusal.shown))
    else:
        messages.success(request, _("A mail with a link is on its way to you. It comes within two minutes."))
    return redirect("reminders:mail_edit")


@require_http_methods(["GET", "POST"])
def address_confirm(request: StaffRequest, token: str) -> HttpResponseBase:
    """Whoever followed the link says yes. A link of somebody else, or an old one, leads back with a sentence."""
    if request.method == "POST":
        try:
            confirm_address(actor=request.user, token=token)
        except DomainError as refusal:
            messages.warning(request, str(refusal.shown))
        else:
            messages.success(request, _("Confirmed. Mail comes to this address from now on."))
        return redirect("reminders:mail_edit")
    return render(request, "reminders/address_confirm.html", {"token": token})


@require_safe
def message_list(request: StaffRequest) -> HttpResponseBase:
    """Mail that did not arrive, in the own organisation: whose, and why. What it was about is not there to be seen."""
    require(may(request.user, Act.MESSAGE_LIST))
    reading(Tag.MESSAGE_LIST)
    lines = undelivered_for(request.user)
    context = {
        "lines": lines,
        "count": undelivered_count(request.user),
        "without_mail": without_mail(request.user),
        "is_on": mail_is_on(),
    }
    see_messages(actor=request.user, messages=[line.message for line in lines])
    return render(request, "reminders/message_list.html", context)


@require_POST
def message_retry(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Send it once more."""
    message = get_visible_or_404(Message.objects.all(), request.user, pid, tag=Tag.MESSAGE_RETRY)
    retry_message(actor=request.user, message=message)
    messages.success(request, _("It goes out within two minutes."))
    return redirect("reminders:message_list")
