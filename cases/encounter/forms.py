"""Form of a contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.encounter.choices import MOST_MINUTES, EncounterKind, EncounterOutcome, EncounterWith
from cases.moments import moment_of

TEXT_LIMIT = 10_000


class Pills(forms.RadioSelect):
    """Radios side by side, however many there are."""

    look = "pills"


class EncounterForm(forms.Form):
    """How and how it went; the length is typed, everything else may stay as it is."""

    kind = forms.ChoiceField(
        label=_("How"), choices=EncounterKind.choices, initial=EncounterKind.CALL.value, widget=Pills
    )
    outcome = forms.ChoiceField(label=_("How it went"), choices=EncounterOutcome.choices, widget=Pills)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    partner = forms.ChoiceField(
        label=_("With whom"), choices=EncounterWith.choices, initial=EncounterWith.PERSON.value, required=False
    )
    text = forms.CharField(
        label=_("What was said"), max_length=TEXT_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    happened_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    happened_time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {
            "kind": EncounterKind(clean["kind"]),
            "outcome": EncounterOutcome(clean["outcome"]),
            "partner": EncounterWith(clean["partner"] or EncounterWith.PERSON),
            "minutes": clean["minutes"],
            "text": clean["text"],
            "happened_at": moment_of(clean["happened_on"], clean["happened_time"]),
        }
