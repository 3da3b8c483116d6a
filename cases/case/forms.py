"""Forms of the case itself."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.case.choices import ClosureReason, Stage
from cases.case.states import require_last_day
from cases.models import Case
from common.errors import DomainError


class CaseStageForm(forms.Form):
    """Where the work goes on."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[(code, label) for code, label in Stage.choices if code != Stage.CLOSED],
        widget=forms.RadioSelect,
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_stage(self) -> Stage:
        return Stage(self.cleaned_data["stage"])


class CaseReopenForm(forms.Form):
    """Who will work on the case, asked only if nobody is assigned any more."""

    worker = forms.ModelChoiceField(
        label=_("Who will work on it"),
        queryset=User.objects.none(),
        to_field_name="pid",
        empty_label=_("Choose a colleague"),
    )

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["worker"]
        chooser.queryset = colleagues  # type: ignore[attr-defined]
        chooser.label_from_instance = lambda user: user.display_name  # type: ignore[attr-defined]


class CaseCloseForm(forms.Form):
    """Why and when the work ends."""

    reason = forms.ChoiceField(
        label=_("Why does the work end?"), choices=ClosureReason.choices, widget=forms.RadioSelect
    )
    closed_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["closed_on"].initial = timezone.localdate()

    def clean_reason(self) -> ClosureReason:
        return ClosureReason(self.cleaned_data["reason"])

    def clean_closed_on(self) -> date:
        closed_on: date = self.cleaned_data["closed_on"]
        try:
            require_last_day(self.case, closed_on)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal.shown), code=refusal.code) from None
        return closed_on
