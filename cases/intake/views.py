"""The five-minute intake: five steps in any order, kept as a draft until it is saved."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.record import reading, refused
from audit.tags import Tag
from cases.consent.choices import ConsentAnswer
from cases.intake import content as held
from cases.intake.actions import discard_intake, finish_intake, keep_intake
from cases.intake.aliases import propose
from cases.intake.choices import KIND, Step
from cases.intake.forms import NONE_CODES, StepForm
from cases.intake.queries import aliases_in_use, colleagues_of, open_content
from cases.intake.same import known_already, with_check
from cases.intake.states import AliasInUse, IntakeGone
from cases.intake.summary import asks_for_level, read_back
from cases.models import Case
from cases.need.choices import NeedType
from cases.note.drafts import unsent_notes
from cases.unsent import unsent_forms
from common.access import require
from common.drafts.views import require_own_form, said_when
from common.errors import DomainError, NotAllowed
from common.models import Draft
from common.pid import PidConverter, new_pid

SHARED_CONTEXT = {"none_codes": NONE_CODES, "steps_count": len(Step)}


def _content(request: StaffRequest, pid: str) -> dict[str, Any] | None:
    """What the own unfinished intake holds; None if it became a case that is open to the user; else NotAllowed."""
    require(may(request.user, Act.CASE_CREATE))
    draft = Draft.objects.visible_to(request.user).filter(kind=KIND, key=pid).first()
    content = None if draft is None else open_content(draft)
    if content is None and not Case.objects.visible_to(request.user).filter(pid=pid).exists():
        refused(Tag.DRAFT_OPEN)
        raise NotAllowed
    return content


@require_http_methods(["GET", "POST"])
def case_create(request: StaffRequest) -> HttpResponseBase:
    """A new intake. Nothing is kept until something was typed; then it is a draft under the key that the form has."""
    require(may(request.user, Act.CASE_CREATE))
    if request.method == "GET":
        return _show(request, new_pid(), {}, Step.MET, is_new=True)
    key = request.POST.get("key", "")
    if not _is_pid(key):
        raise NotAllowed
    draft = Draft.objects.visible_to(request.user).filter(kind=KIND, key=key).first()
    content = (open_content(draft) or {}) if draft is not None else {}
    return _take(request, key, content, Step.MET, is_new=True)


@require_http_methods(["GET", "POST"])
def intake_step(request: StaffRequest, pid: str, step: int) -> HttpResponseBase:
    """One step of an unfinished intake. One that was saved meanwhile leads to its case."""
    if step not in Step.values:
        raise NotAllowed
    content = _content(request, pid)
    if content is None:
        return redirect("cases:case_detail", pid=pid)
    if request.method == "POST":
        return _take(request, pid, content, Step(step))
    return _show(request, pid, content, Step(step), hush="look" not in request.GET)


@require_POST
def intake_keep(request: StaffRequest, pid: str, step: int) -> HttpResponseBase:
    """What is typed right now, kept while the person goes on talking."""
    require(may(request.user, Act.CASE_CREATE))
    require_own_form(request)
    if step not in Step.values:
        raise NotAllowed
    draft = Draft.objects.visible_to(request.user).filter(kind=KIND, key=pid).first()
    content = (open_content(draft) or {}) if draft is not None else {}
    content = held.with_step(content, Step(step), request.POST) | {held.AT: step}
    keep_intake(actor=request.user, key=pid, content=content, is_new=draft is None)
    return said_when(HttpResponse(status=204))


@require_http_methods(["GET", "POST"])
def intake_discard(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Nothing is kept: asked once, then done."""
    content = _content(request, pid)
    if content is None:
        return redirect("cases:case_detail", pid=pid)
    if request.method == "POST":
        discard_intake(actor=request.user, key=pid)
        messages.success(request, _("Discarded. Nothing was kept."))
        return redirect("cases:today")
    check = content.get(str(Step.CHECK.value), {})
    context = {"pid": pid, "said_no": check.get("keep") == [ConsentAnswer.NO.value], "check_step": Step.CHECK.value}
    return render(request, "cases/intake_discard.html", context)


@require_safe
def draft_list(request: StaffRequest) -> HttpResponseBase:
    """The own unfinished intakes, notes and other forms. Nobody else can open them."""
    require(may(request.user, Act.DRAFT_KEEP))
    can_create = may(request.user, Act.CASE_CREATE)
    notes, others = unsent_notes(request.user), unsent_forms(request.user)
    if notes or any(form.case for form in others):
        reading(Tag.CASE_LIST)
    context = {
        "intakes": held.unfinished_intakes(request.user) if can_create else [],
        "notes": notes,
        "forms": others,
        "can_create": can_create,
    }
    return render(request, "cases/draft_list.html", context)


def _take(
    request: StaffRequest, pid: str, content: dict[str, Any], step: Step, *, is_new: bool = False
) -> HttpResponseBase:
    """Keep what was typed, whatever it is; then do what the button says."""
    data, user = request.POST, request.user
    # Whatever the step: a number may have been kept while it was typed, and nobody looked for it yet.
    content = with_check(user, held.with_step(content, step, data))
    do = data.get("do", "")
    if do == "shuffle":
        content[str(Step.PERSON.value)]["alias"] = [propose(aliases_in_use(user))]
    try:
        keep_intake(actor=user, key=pid, content=content, is_new=is_new)
    except IntakeGone:
        if not Case.objects.visible_to(user).filter(pid=pid).exists():
            raise
        return redirect("cases:case_detail", pid=pid)
    if data.get("go", "") in {str(number) for number in Step.values}:
        return redirect("cases:intake_step", pid=pid, step=int(data["go"]))
    if do == "later":
        messages.success(request, _("Kept. You can go on whenever you want; nobody else can read it."))
        return redirect("cases:draft_list")
    if do == "save":
        return _finish(request, pid, content)
    if do == "next":
        return _next(request, pid, content, step)
    return redirect(reverse("cases:intake_step", args=[pid, step.value]) + _place(do, data))


def _place(do: str, data: Any) -> str:
    """Where on the page the eyes were."""
    if do == "shuffle":
        return "#id_alias"
    moved = data.get("up") or data.get("down")
    if moved in NeedType.values:
        return f"#need-{moved}"
    return "#needs" if do == "order" or "drop" in data else "#dependants" if do == "more" else ""


def _next(request: StaffRequest, pid: str, content: dict[str, Any], step: Step) -> HttpResponseBase:
    form = held.form_for(content, step, user=request.user, colleagues=colleagues_of(request.user))
    rows_valid = step != Step.NEEDS or held.dependants_for(content).is_valid()
    if form.is_valid() and rows_valid:
        return redirect("cases:intake_step", pid=pid, step=min(step.value + 1, len(Step)))
    return _show(request, pid, content, step, status=422)


def _finish(request: StaffRequest, pid: str, content: dict[str, Any]) -> HttpResponseBase:
    """Save and open; a no to keeping a record leads to discarding."""
    if content.get(str(Step.CHECK.value), {}).get("keep") == [ConsentAnswer.NO.value]:
        return redirect("cases:intake_discard", pid=pid)
    user = request.user
    forms = held.forms_for(content, user=user, colleagues=colleagues_of(user))
    dependants = held.dependants_for(content)
    if not all([form.is_valid() for form in forms.values()]) or not dependants.is_valid():
        return _show(request, pid, content, Step.CHECK, status=422)
    worker = forms[Step.CHECK].cleaned_data.get("worker")
    try:
        case = finish_intake(actor=user, key=pid, start=held.start_from(forms, dependants), worker=worker)
    except IntakeGone:
        return redirect("cases:case_detail", pid=pid)
    except DomainError as refusal:
        return _show(request, pid, content, Step.CHECK, status=422, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("cases:case_detail", pid=case.pid)


def _show(
    request: StaffRequest,
    pid: str,
    content: dict[str, Any],
    step: Step,
    *,
    is_new: bool = False,
    hush: bool = False,
    status: int = 200,
    refusal: DomainError | None = None,
) -> HttpResponseBase:
    """The page of one step, with the state of all."""
    user = request.user
    colleagues = colleagues_of(user)
    forms = held.forms_for(content, user=user, colleagues=colleagues)
    form = held.form_for(content, step, user=user, colleagues=colleagues, hush=hush)
    if step == Step.PERSON:
        _propose_alias(request, form)
    done = held.answered(content, forms)
    context = SHARED_CONTEXT | {
        "pid": pid,
        "is_new": is_new,
        "step": step,
        "step_label": step.label,
        "next_step": step.value + 1,
        "form": form,
        "rows": form.rows(),
        "steps": [(other, done[other]) for other in Step],
        "missing": held.missing(forms),
        "last_step": step == Step.CHECK,
        "keep_url": reverse("cases:intake_keep", args=[pid, step.value]),
        "action": reverse("cases:case_create") if is_new else reverse("cases:intake_step", args=[pid, step.value]),
        "refusal": refusal,
        "known": known_already(user, content),
        "was_sent": status != 200,
    }
    if step == Step.NEEDS:
        context["dependants"] = held.dependants_for(content, hush=hush)
    if step == Step.CHECK:
        person = forms[Step.PERSON]
        context |= {
            "parts": read_back(forms, held.dependants_for(content)),
            "alias": person.data.get("alias", "").strip(),
            "asks_for_level": asks_for_level(forms[Step.MET]),
            "alias_taken": isinstance(refusal, AliasInUse),
        }
    if is_new:
        context["unfinished_count"] = Draft.objects.visible_to(user).filter(kind=KIND).count()
    return render(request, "cases/intake_step.html", context, status=status)


def _propose_alias(request: StaffRequest, form: StepForm) -> None:
    """A word stands there already; the person may choose another."""
    if form.is_bound and form.data.get("alias", "").strip():
        return
    alias = propose(aliases_in_use(request.user))
    form.initial["alias"] = alias
    if isinstance(form.data, QueryDict):
        data = form.data.copy()
        data["alias"] = alias
        form.data = data


def _is_pid(text: str) -> bool:
    """Whether `text` has the shape of a public id."""
    return re.fullmatch(PidConverter.regex, text) is not None
