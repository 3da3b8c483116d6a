"""Reading back what was typed, before it is saved: with the person, if she wants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from cases.intake.choices import Step
from cases.intake.dependants import DependantRows
from cases.intake.forms import StepForm
from cases.need.choices import NeedType
from common.partial_dates import PartialDate

# Said in the questions themselves or in the order of needs.
NOT_READ_BACK = frozenset({"urgent", "keep", "why", "worker", "alias"})
CONCERNS = ("danger", "doctor", "found", "others")


@dataclass
class ReadBack:
    """One step as it will be kept, and what in it needs a look."""

    step: Step
    rows: list[tuple[Any, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.step.label)


def read_back(forms_by_step: Mapping[Step, StepForm], dependants: DependantRows) -> list[ReadBack]:
    """The first four steps. The fifth is on the page itself."""
    return [_step(step, form, dependants) for step, form in forms_by_step.items() if step != Step.CHECK]


def _step(step: Step, form: StepForm, dependants: DependantRows) -> ReadBack:
    back = ReadBack(step)
    if not form.is_valid():
        back.problems = [
            (f"{form.fields[name].label}: {error}", str(form[name].auto_id))
            for name, errors in form.errors.items()
            for error in errors
        ]
    back.rows = list(_rows(form))
    if step == Step.NEEDS:
        if form.needs:
            words = ", ".join(f"{place}. {NeedType(code).label}" for place, code in enumerate(form.needs, start=1))
            back.rows.insert(0, (_("Needs, in the person’s own order"), words))
        for row in dependants.filled:
            if row.is_valid():
                back.rows.append((_("Depends on the person"), _dependant(row)))
            else:
                back.problems += [
                    (str(error), str(row["born"].auto_id)) for errors in row.errors.values() for error in errors
                ]
    return back


def _rows(form: StepForm) -> Iterator[tuple[Any, str]]:
    """(question, words) of what was answered, in the order of the form. Answers that need a look are left out."""
    held = getattr(form, "cleaned_data", {})
    asked = {question.name: question for question in form.questions}
    answers = form.given() if form.is_valid() else {}
    for name, form_field in form.fields.items():
        if name in NOT_READ_BACK or "__" in name:
            continue
        words = asked[name].words(answers.get(name)) if name in asked else _words(form_field, held.get(name))
        if isinstance(held.get(name), PartialDate):
            words = held[name].words
        if words:
            yield form_field.label, words


def _words(form_field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(form_field, forms.ChoiceField):
        labels: dict[Any, Any] = dict(form_field.choices)  # type: ignore[arg-type]
        codes = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(code, code)) for code in codes)
    if hasattr(value, "isoformat"):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)


def _dependant(row: forms.Form) -> str:
    held = row.cleaned_data
    born = PartialDate.from_json(held["born"]).words if held["born"] else ""
    return ", ".join(part for part in (held["name"], held["relation"], born, held["whereabouts"]) if part)


def asks_for_level(form: StepForm) -> bool:
    """A danger was named and nobody said how fast somebody must act. The tool prompts, a person decides."""
    if not form.is_valid() or form.cleaned_data.get("level"):
        return False
    given = form.given()
    return any(given.get(f"risk_{name}") == "yes" for name in CONCERNS)
