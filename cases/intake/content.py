"""What an unfinished intake holds, and the forms made from it.

Shape of a draft's content: {"<step>": {field name: [values as typed]}, "needs": [NeedType codes in order]}, and "at": the
step whose typing was kept without a button, so that whoever was interrupted goes on there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.case.start import CaseStart
from cases.intake.choices import KIND, Step
from cases.intake.dependants import DependantRows
from cases.intake.forms import FORMS, StepForm
from cases.intake.queries import open_content
from cases.need.choices import URGENT, NeedType
from common.drafts.typed import AT as TYPED_AT
from common.drafts.typed import MARK
from common.models import Draft

NEEDS = "needs"
AT = "at"
# Nobody has more begun than this; each one shown is opened.
MOST_UNFINISHED = 50
# What a step sends besides its answers.
NOT_ANSWERS = frozenset(
    {
        "csrfmiddlewaretoken",
        "once",
        MARK,
        TYPED_AT,
        "key",
        "do",
        "go",
        "first",
        "up",
        "down",
        "drop",
        "order",
        "add",
        "urgent",
    }
)


def needs_of(content: Mapping[str, Any]) -> list[str]:
    """The needs in their order; codes that no list knows are left out."""
    return [code for code in content.get(NEEDS, []) if code in NeedType.values]


def typed(content: Mapping[str, Any], step: Step) -> QueryDict | None:
    """What was typed in `step`, as a form reads it; None if nobody came to it."""
    held = content.get(str(step.value))
    if held is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in held.items():
        data.setlist(name, values)
    if step == Step.MET:
        data.setlist("urgent", [code for code in needs_of(content) if code in URGENT])
    return data


def with_step(content: Mapping[str, Any], step: Step, data: QueryDict) -> dict[str, Any]:
    """`content` with what was typed in `step` just now, right or wrong."""
    changed = {name: held for name, held in content.items() if name != AT}
    changed[str(step.value)] = {
        name: values for name, values in data.lists() if name not in NOT_ANSWERS and any(values)
    }
    if step == Step.MET:
        changed[NEEDS] = _with_urgent(needs_of(content), data.getlist("urgent"))
    if step == Step.NEEDS:
        changed[NEEDS] = _ordered(data)
    return changed


def _with_urgent(needs: list[str], urgent: list[str]) -> list[str]:
    """What cannot wait comes first, unless the person put it in an order of her own."""
    kept = [code for code in needs if code not in URGENT or code in urgent]
    return [code for code in urgent if code in URGENT and code not in kept] + kept


def _ordered(data: QueryDict) -> list[str]:
    """The order on the page, moved by the button that was pressed; what was ticked comes last."""
    needs = [code for code in dict.fromkeys([*data.getlist("order"), *data.getlist("add")]) if code in NeedType.values]
    for name, step in (("up", -1), ("down", 1)):
        code = data.get(name, "")
        if code in needs:
            place = needs.index(code)
            needs.insert(max(place + step, 0), needs.pop(place))
    return [code for code in needs if code != data.get("drop", "")]


def form_for(
    content: Mapping[str, Any], step: Step, *, user: User, colleagues: Any = None, hush: bool = False
) -> StepForm:
    """The form of one step, with what was typed."""
    extra: dict[str, Any] = {"colleagues": colleagues} if step == Step.CHECK else {}
    data = typed(content, step)
    return FORMS[step](data, user=user, needs=needs_of(content), hush=hush, **extra)


def dependants_for(content: Mapping[str, Any], *, hush: bool = False) -> DependantRows:
    """The rows of people who depend on the person."""
    return DependantRows(typed(content, Step.NEEDS), hush=hush)


def forms_for(content: Mapping[str, Any], *, user: User, colleagues: Any = None) -> dict[Step, StepForm]:
    """All five, each bound: a step nobody came to is an empty one."""
    filled = {str(step.value): {} for step in Step} | dict(content)
    return {step: form_for(filled, step, user=user, colleagues=colleagues) for step in Step}


def start_from(forms: Mapping[Step, StepForm], dependants: DependantRows) -> CaseStart:
    """The beginning of the case that these valid forms describe."""
    arguments: dict[str, Any] = {"profile": {}, "dependants": dependants.parts()}
    for form in forms.values():
        parts = form.parts()
        arguments["profile"] |= parts.pop("profile", {})
        arguments |= parts
    return CaseStart(**arguments)


def answered(content: Mapping[str, Any], forms: Mapping[Step, StepForm]) -> dict[Step, bool]:
    """Whether each step holds an answer and nothing that needs a look."""
    done = {}
    for step, form in forms.items():
        held = bool(content.get(str(step.value))) or (step == Step.NEEDS and bool(needs_of(content)))
        done[step] = held and form.is_valid()
    return done


def missing(forms: Mapping[Step, StepForm]) -> dict[str, bool]:
    """{name: answered} of the three answers without which nothing can be saved."""
    check, person = forms[Step.CHECK], forms[Step.PERSON]
    return {
        "alias": bool(person.data.get("alias", "").strip()),
        "answer": bool(person.data.get("answer")),
        "keep": bool(check.data.get("keep")),
    }


@dataclass(frozen=True)
class Unfinished:
    """An intake somebody has begun and not saved."""

    pid: str
    saved_at: datetime
    expires_at: datetime
    done_count: int
    step: int
    alias: str = ""

    @property
    def saved(self) -> str:
        """ "today at 10:42", "yesterday at 17:42", or the day."""
        local = timezone.localtime(self.saved_at)
        at = formats.time_format(local, "TIME_FORMAT")
        days = (timezone.localdate() - local.date()).days
        if days == 0:
            return _("today at %(time)s") % {"time": at}
        if days == 1:
            return _("yesterday at %(time)s") % {"time": at}
        return formats.date_format(local, "DATE_FORMAT")


def unfinished_intakes(user: User, limit: int = MOST_UNFINISHED) -> list[Unfinished]:
    """The own unfinished intakes, the newest first. Those that cannot be opened any more are left out."""
    found = []
    for draft in Draft.objects.visible_to(user).filter(kind=KIND).order_by("-updated_at")[:limit]:
        content = open_content(draft)
        if content is None:
            continue
        done = answered(content, forms_for(content, user=user))
        left = content.get(AT)
        step = Step(left) if left in Step.values else next((step for step in Step if not done[step]), Step.CHECK)
        alias = (content.get(str(Step.PERSON.value), {}).get("alias") or [""])[0]
        found.append(Unfinished(draft.key, draft.updated_at, draft.expires_at, sum(done.values()), step.value, alias))
    return found
