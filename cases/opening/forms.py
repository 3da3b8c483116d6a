"""Forms of reasons, questions and answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.opening.choices import OpenFor, OpeningReason

WORDS = 1000


class ReasonForm(forms.Form):
    """Why somebody needs to see it. The four answers are buttons: one click gives the reason and opens the line."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=OpeningReason.choices,
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose one of the four reasons.")},
    )
    words = forms.CharField(
        label=_("More about it"),
        help_text=_("Sealed. Coordinators who may open the case can read it."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(forms.Form):
    """Which line, why, and what the coordinator should know."""

    field = forms.ChoiceField(label=_("What you need to see"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=OpeningReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    words = forms.CharField(
        label=_("More about it"),
        help_text=_("Sealed. Coordinators who may open the case can read it."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["field"]
        chooser.choices = lines  # type: ignore[attr-defined]
        if len(lines) == 1:
            chooser.widget = forms.HiddenInput()
            self.initial["field"] = lines[0][0]


class DecideForm(forms.Form):
    """For how long, or why not."""

    minutes = forms.TypedChoiceField(
        label=_("Open for"),
        choices=OpenFor.choices,
        coerce=int,
        initial=OpenFor.HOUR,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer in words"),
        help_text=_("Needed for a no. Sealed; your colleague and coordinators can read it."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
