"""The table of periods and permits: reading, correcting, checking."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.jurisdiction.actions import check_scheme, correct_scheme
from cases.jurisdiction.forms import SchemeCheckForm, SchemeCorrectForm, SchemeFilterForm, SchemeTryForm
from cases.jurisdiction.models import Scheme
from cases.jurisdiction.permissions import can_correct_scheme
from cases.jurisdiction.queries import line_of, list_countries, list_schemes, propose_end, versions_of
from cases.jurisdiction.reckoning import half_time
from cases.jurisdiction.states import SchemeReplaced, require_counting
from cases.jurisdiction.words import country_words, event_words, span_words
from common.access import get_visible_or_404, require
from common.forms import attempt


@require_safe
def scheme_list(request: StaffRequest) -> HttpResponseBase:
    """Countries with how sure their entries are; the entries of one country, or all that are not confirmed."""
    require(may(request.user, Act.SCHEME_LIST))
    country, confidence = SchemeFilterForm(request.GET).wanted()
    reading(Tag.SCHEME_LIST)
    is_narrowed = bool(country or confidence)
    lines = list_schemes(request.user, country_code=country, confidence=confidence) if is_narrowed else []
    context = {
        "country": country,
        "confidence": confidence,
        "lines": lines,
        "name": country_words(lines[0].scheme) if country and lines else "",
        "countries": [] if is_narrowed else list_countries(request.user, timezone.localdate()),
    }
    return render(request, "cases/scheme_list.html", context)


def _open_scheme(request: StaffRequest, pid: str) -> Scheme:
    scheme: Scheme = get_visible_or_404(
        Scheme.objects.select_related("verified_by", "recorded_by"), request.user, pid, tag=Tag.SCHEME_OPEN
    )
    reading(Tag.SCHEME_OPEN, subject=scheme)
    return scheme


@require_safe
def scheme_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One version with its sources, what it gives for a start, and its earlier versions."""
    scheme = _open_scheme(request, pid)
    counting, others = versions_of(request.user, scheme)
    form = SchemeTryForm(request.GET if "start" in request.GET else None)
    start = form.cleaned_data.get("start") if form.is_valid() else None
    is_counting = scheme in counting
    proposal = propose_end(scheme, start) if start else None
    context = {
        "line": line_of(scheme),
        "scheme": scheme,
        "country": country_words(scheme),
        "event": event_words(scheme),
        "spans": {
            name: span_words(getattr(scheme, f"{name}_value"), getattr(scheme, f"{name}_unit"))
            for name in ("extension", "total", "child", "child_extension")
        },
        "is_counting": is_counting,
        "current": counting[0] if counting else None,
        "versions": [line_of(row) for row in [*counting, *others] if row != scheme],
        "can_correct": is_counting and can_correct_scheme(request.user, scheme),
        "form": form,
        "start": start,
        "proposal": proposal,
        "half_on": half_time(start, proposal.watch_on) if proposal and start and proposal.watch_on else None,
    }
    return render(request, "cases/scheme_detail.html", context)


@require_http_methods(["GET", "POST"])
def scheme_correct(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Write the next version. Whoever was overtaken keeps what was typed, with a sentence."""
    require(may(request.user, Act.SCHEME_CORRECT))
    scheme = _open_scheme(request, pid)
    require(can_correct_scheme(request.user, scheme))
    form = SchemeCorrectForm(request.POST or None, scheme=scheme)
    if form.is_valid() and attempt(form, correct_scheme, actor=request.user, scheme=scheme, **form.values()):
        messages.success(request, _("Corrected. The earlier version stays readable."))
        return redirect("cases:scheme_detail", pid=form.result.pid)  # type: ignore[attr-defined]
    status = _status(request, scheme, form)
    context = {"form": form, "scheme": scheme, "country": country_words(scheme)}
    return render(request, "cases/scheme_correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
def scheme_check(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Say that the entry was compared with the law."""
    require(may(request.user, Act.SCHEME_CORRECT))
    scheme = _open_scheme(request, pid)
    require(can_correct_scheme(request.user, scheme))
    form = SchemeCheckForm(request.POST or None, scheme=scheme)
    if form.is_valid() and attempt(form, check_scheme, actor=request.user, scheme=scheme, **form.cleaned_data):
        messages.success(request, _("Checked."))
        return redirect("cases:scheme_detail", pid=form.result.pid)  # type: ignore[attr-defined]
    status = _status(request, scheme, form)
    context = {"form": form, "line": line_of(scheme), "country": country_words(scheme), "event": event_words(scheme)}
    return render(request, "cases/scheme_check.html", context, status=status)


def _status(request: StaffRequest, scheme: Scheme, form: SchemeCorrectForm | SchemeCheckForm) -> int:
    """409 for a form that was overtaken. Raises SchemeReplaced before anything is typed."""
    if not form.is_bound:
        require_counting(scheme, versions_of(request.user, scheme)[0])
    return 409 if form.is_bound and form.has_error(NON_FIELD_ERRORS, SchemeReplaced.code) else 200
