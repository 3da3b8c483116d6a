"""Form of an answer about consent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import languages
from cases.consent.choices import RULES, ConsentAnswer, ConsentKind, LegalBasis, Proof, RecipientKind
from cases.consent.queries import usual_end
from cases.consent.texts import TEXTS, text_choices

TERMS = (
    *("recipient", "recipient_kind", "purpose", "language", "interpreter", "explained_by", "explained", "proof"),
    *("text", "limits", "why_not_yet"),
)
NOBODY = ("recipient", "recipient_kind")


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _lines(label: Any, rows: int = 2) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class ConsentForm(forms.Form):
    """One answer. Nothing is ticked beforehand; refusing counts the same as agreeing.

    With `kind` the form is about that kind: it asks for no recipient where there is none and shows the usual end.
    """

    kind = forms.ChoiceField(
        label=pgettext_lazy("question", "About"), choices=[("", _("Choose")), *ConsentKind.choices]
    )
    recipient = forms.CharField(
        label=_("With whom"),
        help_text=_("One organisation, person or project at a time."),
        max_length=200,
        required=False,
    )
    recipient_kind = forms.ChoiceField(
        label=_("Kind of recipient"), choices=[("", _("Choose")), *RecipientKind.choices], required=False
    )
    purpose = forms.CharField(
        label=_("What for"), help_text=_("And which information, if not all of it."), max_length=300, required=False
    )
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
    limits = _lines(_("Limits the person set, in the person’s own words"))
    asked_on = _day(label=_("Day"))
    valid_until = _day(
        label=_("Until"),
        help_text=_("Sharing: at most six months. Being contacted: ask again after 90 days."),
        required=False,
    )
    language = forms.CharField(
        label=_("Language of the talk"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "languages"}),
    )
    interpreter = forms.CharField(label=_("Interpreter"), max_length=120, required=False)
    explained_by = forms.CharField(label=_("Who explained it"), max_length=120, required=False)
    explained = _lines(_("What was explained"))
    proof = forms.ChoiceField(
        label=_("How it can be shown"),
        help_text=_("Saying it is enough. Nobody is filmed for this."),
        choices=[("", _("Choose")), *Proof.choices],
        required=False,
    )
    text = forms.ChoiceField(label=_("Text of the sheet that was read"), required=False)

    def __init__(self, data: Any = None, *, kind: ConsentKind | None = None, by: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("asked_on", today)
        self.initial.setdefault("explained_by", by)
        self.fields["text"].choices = [("", _("No sheet was used")), *text_choices()]  # type: ignore[attr-defined]
        if kind is not None:
            self._about(kind, today)

    def _about(self, kind: ConsentKind, today: Any) -> None:
        rule = RULES[kind]
        self.initial["kind"] = kind.value
        self.fields["kind"].widget = forms.HiddenInput()
        self.fields["valid_until"].help_text = rule.lasts  # type: ignore[assignment]
        self.initial.setdefault("valid_until", usual_end(kind, today))
        if rule.only_consent:
            self.fields["basis"].widget = forms.HiddenInput()
            self.initial["basis"] = LegalBasis.CONSENT.value
        if not rule.by_recipient:
            for name in NOBODY:
                del self.fields[name]

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
            "terms": {name: clean[name] for name in TERMS if name in clean},
        }


class SheetForm(forms.Form):
    """Which questions stand on the printed sheet, and in which language. Nothing is stored."""

    language = forms.ChoiceField(label=_("Language of the sheet"))
    kind = forms.MultipleChoiceField(
        label=_("Questions on the sheet"), choices=ConsentKind.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, spoken: list[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        named = dict(languages.choices())
        first = [(code, named[code]) for code in dict.fromkeys([*spoken, *TEXTS]) if code in named]
        rest = [(code, name) for code, name in languages.choices() if code not in dict(first)]
        self.fields["language"].choices = [*first, *rest]  # type: ignore[attr-defined]
