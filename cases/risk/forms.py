"""Form of the immediate-risk questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.questions import YesNo
from cases.risk.choices import RiskLevel, RiskQuestion
from common.answers import NoAnswer

MOST_WORDS = 1000


class RiskForm(forms.Form):
    """Nine questions that can all be skipped, then the level."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for question in RiskQuestion:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=[*YesNo.choices, *NoAnswer.choices],
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields["level"] = forms.ChoiceField(
            label=_("How fast must somebody act?"), choices=RiskLevel.choices, widget=forms.RadioSelect
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
