"""One page of help: what is where for this role, the keys, and whom to ask."""

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.models import User
from accounts.requests import StaffRequest

# Who can be asked, the nearest first.
ASKED = (Role.COORDINATOR, Role.ADMINISTRATOR)


@require_safe
def help_detail(request: StaffRequest) -> HttpResponseBase:
    """The same places as in the navigation, a sentence each."""
    people = User.objects.visible_to(request.user).active().filter(role__in=ASKED).exclude(pk=request.user.pk)
    context = {
        "people": sorted(people.order_by("display_name"), key=lambda one: ASKED.index(Role(one.role))),
        "minutes": settings.SESSION_IDLE_SECONDS // 60,
    }
    return render(request, "accounts/help_detail.html", context)
