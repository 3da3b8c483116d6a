"""The weekly digest, for a reviewer who is not the administrator."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Role
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from common.access import get_visible_or_404, require
from reports.digest.actions import AlreadyReviewed, review_digest
from reports.digest.forms import DigestReviewForm
from reports.digest.models import Digest
from reports.digest.permissions import can_read_digests, can_review_digest
from reports.digest.queries import newest_digests, told_lines
from reports.digest.remarks import remark_of


@require_safe
def digest_list(request: StaffRequest) -> HttpResponseBase:
    """The weeks, the newest first."""
    require(can_read_digests(request.user))
    reading(Tag.DIGEST_OPEN)
    context = {"digests": newest_digests(request.user), "sees_trail": request.user.role == Role.AUDITOR}
    return render(request, "reports/digest_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def digest_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """What was found in one week, each line with the rows behind it; and a sentence about what came of it."""
    require(can_read_digests(request.user))
    digest: Digest = get_visible_or_404(
        Digest.objects.select_related("reviewed_by"), request.user, pid, tag=Tag.DIGEST_OPEN
    )
    reading(Tag.DIGEST_OPEN, digest)
    form = DigestReviewForm(request.POST or None)
    if request.method == "POST":
        require(can_review_digest(request.user, digest))
        if digest.reviewed_at is not None:
            raise AlreadyReviewed
        if form.is_valid():
            review_digest(actor=request.user, digest=digest, remark=form.cleaned_data["remark"])
            messages.success(request, _("Reviewed. Your sentence is kept with it."))
            return redirect("reports:digest_detail", pid=pid)
    context = {
        "digest": digest,
        "lines": told_lines(digest),
        "remark": remark_of(digest),
        "form": form if digest.reviewed_at is None and can_review_digest(request.user, digest) else None,
        "sees_trail": request.user.role == Role.AUDITOR,
    }
    return render(request, "reports/digest_detail.html", context)
