"""Forms of ladders and of the office's calendar. No rules here: those are in the actions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.numbers import whole_number
from reminders.ladder.choices import COUNTED, LadderReason, Moment, Reach
from reminders.ladder.models import MOST_DAYS
from reminders.ladder.plan import Step
from reminders.ladder.queries import SHORT

# Rows that wait for another step.
SPARE = 2
MOST_STEPS = 20


class StepForm(forms.Form):
    """One step. A row without a moment is none."""

    moment = forms.ChoiceField(label=_("When"), choices=[("", _("No step")), *Moment.choices], required=False)
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=MOST_DAYS, required=False)
    reach = forms.ChoiceField(label=_("Whom"), choices=list(SHORT.items()), required=False)

    def clean(self) -> dict[str, Any]:
        """Days where the moment counts them."""
        clean = super().clean() or {}
        if clean.get("moment") in COUNTED and clean.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say how many days."))
        return clean


StepFormSet = forms.formset_factory(StepForm, extra=SPARE, max_num=MOST_STEPS, validate_max=True, absolute_max=40)


class LadderForm(forms.Form):
    """The steps, why, and which version the change was made from.

    Whoever was overtaken sees on the page which steps hold now, and may save knowingly.
    """

    reason = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose a reason")), *LadderReason.choices])
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, held: Sequence[Step] = (), told: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._held, self._is_sent = held, data is not None
        if told:
            self.told = lambda: told

    @cached_property
    def steps(self) -> Any:
        """The steps as they were sent, as a draft has them, or as they hold."""
        initial = [{"moment": step.moment, "days": step.days, "reach": step.reach} for step in self._held]
        if not self.is_bound:
            return StepFormSet(initial=initial, prefix="s")
        data: Any = self.data
        if self._is_sent:
            return StepFormSet(data, initial=initial, prefix="s")
        drafted = [
            {name: data.get(f"s-{place}-{name}", "") for name in StepForm.base_fields}
            for place in range(min(whole_number(data.get("s-TOTAL_FORMS")) or 0, MOST_STEPS))
        ]
        # Of a draft only what was typed comes back, without a word on what is missing.
        return StepFormSet(initial=[row for row in drafted if any(row.values())] or initial, prefix="s")


def steps_in(formset: Any) -> list[Step]:
    """The steps that a valid formset says."""
    rows = (form.cleaned_data for form in formset.forms)
    return [
        Step(row["moment"], row["days"] if row["moment"] in COUNTED else 0, row["reach"] or Reach.LEAD_LATER)
        for row in rows
        if row.get("moment")
    ]


class CalendarForm(forms.Form):
    """Days of rest, the hour of alerts, holidays."""

    rest_weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of rest"),
        help_text=_("No first alert falls on one of them: it comes on the working day before."),
        choices=[(number + 1, WEEKDAYS[number]) for number in range(7)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hour = forms.TimeField(
        label=_("Hour of alerts"),
        help_text=_("On the office’s clock."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    holidays = forms.CharField(
        label=_("Holidays"),
        help_text=_("One date on each line, as 2026-12-25."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_holidays(self) -> list[date]:
        """Dates, from one on each line."""
        days = []
        for line in self.cleaned_data["holidays"].split():
            try:
                days.append(date.fromisoformat(line))
            except ValueError as error:
                raise forms.ValidationError(
                    _("%(line)s is no date. Write it as 2026-12-25."), params={"line": line[:20]}
                ) from error
        return days
