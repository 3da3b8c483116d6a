"""Cover for somebody who is away."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.cover.actions import Given, end_cover, give_cover
from cases.cover.forms import CoverForm
from cases.cover.queries import absentees, list_covers
from cases.models import Cover
from common.access import get_visible_or_404, require
from common.forms import attempt


@require_safe
def cover_list(request: StaffRequest) -> HttpResponseBase:
    """Who stands in for whom: for coordinators everybody, for others the own absences."""
    require(may(request.user, Act.COVER_GIVE))
    reading(Tag.COVER_LIST)
    running, earlier = list_covers(request.user)
    context = {"running": running, "earlier": earlier, "is_coordinator": request.user.role == Role.COORDINATOR}
    return render(request, "cases/cover_list.html", context)


@require_http_methods(["GET", "POST"])
def cover_create(request: StaffRequest) -> HttpResponseBase:
    """Give cover for all open cases of a colleague at once; those who are no coordinators for the own absence."""
    user = request.user
    require(may(user, Act.COVER_GIVE))
    others = absentees(user) if user.role == Role.COORDINATOR else None
    colleagues = absentees(user).exclude(pk=user.pk)
    initial = {"absent": request.GET.get("for", "")}
    if others is None:
        colleagues = colleagues.filter(role=user.role)
    form = CoverForm(request.POST or None, colleagues=colleagues, absentees=others, initial=initial)
    if form.is_valid() and attempt(
        form,
        give_cover,
        actor=user,
        absent=form.cleaned_data.get("absent", user),
        colleagues=list(form.cleaned_data["colleagues"]),
        until=form.until(),
    ):
        _tell(request, form.result)  # type: ignore[attr-defined]
        return redirect("cases:cover_list")
    return render(request, "cases/cover_create.html", {"form": form, "is_own": others is None})


def _tell(request: StaffRequest, given: Given) -> None:
    """How many cases are covered. Why another stays as it is, is not told: it may be a block."""
    words = ngettext("%(count)s case is covered.", "%(count)s cases are covered.", given.case_count)
    messages.success(request, words % {"count": given.case_count})
    if given.left_count:
        messages.warning(request, _("Some cases stay as they are. Look at the list of cases, and assign where needed."))


@require_http_methods(["GET", "POST"])
def cover_end(request: StaffRequest, pid: str) -> HttpResponseBase:
    """The colleague is back early."""
    require(may(request.user, Act.COVER_GIVE))
    cover: Cover = get_visible_or_404(Cover.objects.select_related("absent"), request.user, pid, tag=Tag.COVER_END)
    if request.method == "POST":
        end_cover(actor=request.user, cover=cover)
        messages.success(request, _("The cover has ended."))
        return redirect("cases:cover_list")
    names = User.objects.visible_to(request.user).filter(stands_in=cover).values_list("display_name", flat=True)
    return render(request, "cases/cover_end.html", {"cover": cover, "names": ", ".join(names)})
