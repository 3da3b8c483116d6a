"""Forms of emergency openings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.emergency.choices import EmergencyReason, Verdict

WORDS = 1000


class EmergencyForm(forms.Form):
    """The number on the sheet, and why it cannot wait. Nothing else has to be typed."""

    number = forms.CharField(
        label=_("Number of the case"),
        help_text=_("As printed, for example C-2026-0041."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}),
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=EmergencyReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    words = forms.CharField(
        label=_("More about it"),
        help_text=_("Sealed. Whoever works on the case can read it."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReviewForm(forms.Form):
    """Whether it was right, and what was not."""

    verdict = forms.ChoiceField(
        label=_("Was it right to open it?"),
        choices=[(code, label) for code, label in Verdict.choices if code],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    judgement = forms.CharField(
        label=_("Judgement in words"),
        help_text=_("Needed if it was not right. Sealed; whoever works on the case can read it."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
