"""Form of an answer about consent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import languages
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis

TERMS = ("recipient", "purpose", "language", "interpreter", "explained", "limits", "why_not_yet")


class ConsentForm(forms.Form):
    """One answer. Nothing is ticked beforehand; refusing counts the same as agreeing."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("question", "About"), choices=[("", _("Choose")), *ConsentKind.choices]
    )
    recipient = forms.CharField(
        label=_("With whom"),
        help_text=_("One organisation, person or project at a time."),
        max_length=200,
        required=False,
    )
    purpose = forms.CharField(label=_("What for"), max_length=300, required=False)
    basis = forms.ChoiceField(
        label=_("What allows it"),
        choices=LegalBasis.choices,
        initial=LegalBasis.CONSENT,
        help_text=_(
            "Your organisation's lawyer decides this. Where it is not consent, do not ask for consent: explain."
        ),
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[(code, label) for code, label in ConsentAnswer.choices if code != ConsentAnswer.WITHDRAWN],
        widget=forms.RadioSelect,
    )
    why_not_yet = forms.CharField(
        label=_("If it cannot be asked yet: why"),
        help_text=_("No interpreter, unwell, a child without guardian. It comes back in 72 hours."),
        max_length=300,
        required=False,
    )
    asked_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_until = forms.DateField(
        label=_("Until"),
        help_text=_("Sharing: at most six months. Being contacted: ask again after 90 days."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.CharField(
        label=_("Language of the talk"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "languages"}),
    )
    interpreter = forms.CharField(label=_("Interpreter"), max_length=120, required=False)
    explained = forms.CharField(
        label=_("What was explained"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    limits = forms.CharField(
        label=_("Limits the person set, in the person’s own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("asked_on", timezone.localdate())

    @property
    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """Names to choose from, by the id of their datalist."""
        return {"languages": languages.choices()}

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {
            "kind": ConsentKind(clean["kind"]),
            "answer": ConsentAnswer(clean["answer"]),
            "basis": LegalBasis(clean["basis"]),
            "asked_on": clean["asked_on"],
            "valid_until": clean["valid_until"],
            "terms": {name: clean[name] for name in TERMS},
        }
