"""Forms of due things: wait, hand over, drop."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.colleagues import ColleagueField
from reminders.choices import DropReason, SnoozeReason

OTHER = "other"


class SnoozeForm(forms.Form):
    """Until when it waits, and why."""

    when = forms.ChoiceField(
        label=_("Until"),
        choices=[("1", _("Tomorrow")), ("3", _("In three days")), ("7", _("In a week")), (OTHER, _("Another day"))],
        widget=forms.RadioSelect,
        initial="1",
    )
    until = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.ChoiceField(label=_("Why"), choices=SnoozeReason.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["when"].widget.opens = {OTHER}

    def clean(self) -> dict[str, Any]:
        """Another day needs the day."""
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("when") == OTHER and not clean.get("until") and "until" not in self.errors:
            self.add_error("until", _("Choose the day."))
        return clean

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {"until": self._day(clean), "reason": SnoozeReason(clean["reason"])}

    @staticmethod
    def _day(clean: dict[str, Any]) -> date:
        if clean["when"] == OTHER:
            day: date = clean["until"]
            return day
        return timezone.localdate() + timedelta(days=int(clean["when"]))


class GiveForm(forms.Form):
    """Who answers for it from now on."""

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to_user"] = ColleagueField(
            label=_("Colleague"),
            queryset=colleagues,
            empty_label=_("Choose a colleague"),
            help_text=_("Those who work on this case, and coordinators."),
        )


class DropForm(forms.Form):
    """Why nothing has to be done any more."""

    reason = forms.ChoiceField(label=_("Why"), choices=DropReason.choices, widget=forms.RadioSelect)
