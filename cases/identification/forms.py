"""Forms of assessments and decisions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.identification.choices import (
    DecisionLevel,
    IdentificationResult,
    TraffickingAct,
    TraffickingMeans,
    TraffickingPurpose,
)
from common.answers import NoAnswer

CHILD_CHOICES = [
    ("yes", _("Yes")),
    ("presumed", _("Presumed, until shown otherwise")),
    ("no", _("No")),
    (NoAnswer.NOT_KNOWN_YET.value, NoAnswer.NOT_KNOWN_YET.label),
]


def _boxes(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class IdentificationForm(forms.Form):
    """Act, means, purpose, and the worker's conclusion. There is no question about consent to exploitation."""

    child = forms.ChoiceField(
        label=_("Under 18 at the time?"),
        choices=CHILD_CHOICES,
        widget=forms.RadioSelect,
        help_text=_("For a child, means need not be shown."),
    )
    acts = _boxes(_("What was done"), TraffickingAct.choices)
    means = _boxes(_("How"), TraffickingMeans.choices, _("Not needed for a child."))
    purposes = _boxes(_("What for"), TraffickingPurpose.choices, _("Also if it was only intended."))
    result = forms.ChoiceField(
        label=_("What do you conclude?"),
        choices=IdentificationResult.choices,
        widget=forms.RadioSelect,
        help_text=_("You decide, not the program. Help goes on whatever you choose."),
    )
    basis = forms.CharField(
        label=_("What this rests on"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    assessed_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=timezone.localdate
    )
    second_reader = forms.ModelChoiceField(
        label=_("Second pair of eyes"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["second_reader"]
        chooser.queryset = colleagues  # type: ignore[attr-defined]
        chooser.label_from_instance = lambda user: user.display_name  # type: ignore[attr-defined]
        chooser.to_field_name = "pid"  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {
            "elements": {name: clean[name] for name in ("acts", "means", "purposes", "child", "result")},
            "basis": clean["basis"],
            "assessed_on": clean["assessed_on"],
            "second_reader": clean["second_reader"],
        }


class DecisionForm(forms.Form):
    """What the authority decided. `version` says from which version it was made."""

    authority = forms.CharField(label=_("Authority"), max_length=200)
    level = forms.ChoiceField(
        label=_("Decision"),
        choices=DecisionLevel.choices,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)
    appeal = forms.CharField(
        label=_("Appeal"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action: the decision as it is sealed, and from which version it was made."""
        clean = dict(self.cleaned_data)
        version = clean.pop("version")
        return {"decision": {**clean, "on": clean["on"].isoformat()}, "version": version}
