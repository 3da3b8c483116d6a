"""Forms of proceedings."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import countries
from cases.document.linking import DocumentChoice
from cases.encounter.forms import Pills
from cases.legal.facts import FactsForm, code_field, day_field, words_field
from cases.proceeding.choices import (
    LawyerKind,
    LegalAid,
    PersonDecision,
    ProceedingRole,
    ProceedingStage,
    ProceedingType,
)


def country_choices() -> list[tuple[str, str]]:
    """Countries in the language of the screen."""
    return [("", str(_("Not known yet"))), *countries.choices()]


class ProceedingForm(FactsForm):
    """What the proceeding is. No names of suspects: they have a page of their own."""

    type = code_field(_("Kind"), ProceedingType, required=True)
    authority = words_field(_("Court or authority"), 200)
    number = words_field(_("File number"), 80)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    role = code_field(_("The person takes part as"), ProceedingRole)
    lawyer = words_field(_("Lawyer"), 200)
    lawyer_kind = code_field(_("How the person came to the lawyer"), LawyerKind)
    legal_aid = code_field(_("Legal aid"), LegalAid)
    interpreter = words_field(_("Interpreter"), 200)
    officer = words_field(_("Contact at the authority"), 200)
    charges = words_field(_("What it is about"), 300, help_text=_("The offence or claim, no names."))
    result = words_field(_("Result"), 300)
    costs = words_field(_("Costs"), 200)
    remark = words_field(_("Remark"), 1000)


class ProceedingEditForm(ProceedingForm):
    """The same for one that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    plain: ClassVar = frozenset({"version"})


class StepForm(forms.Form):
    """A day and a remark; the forms below say what for."""

    happened_on = day_field(_("Day"))
    remark = words_field(_("Remark"), 500)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("happened_on", timezone.localdate())

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return dict(self.cleaned_data)


class StageForm(DocumentChoice, StepForm):
    """How far the proceeding is, and the judgment or other paper that says so."""

    stage = forms.ChoiceField(label=_("Stage"), choices=ProceedingStage.choices, widget=forms.RadioSelect)
    field_order = ("stage", "happened_on", "remark")


class DecideForm(StepForm):
    """What the person wants. The reason is optional."""

    decision = forms.ChoiceField(
        label=_("What does the person want?"),
        choices=PersonDecision.choices,
        widget=Pills,
        help_text=_("The person may change it at any time. Help goes on whatever the answer is."),
    )
    remark = words_field(_("Reason"), 500, help_text=_("Only if the person wants to give one."))
    field_order = ("decision", "happened_on", "remark")


class LinkForm(forms.Form):
    """The other person's case, by its number."""

    reference = forms.CharField(
        label=_("Number of the other case"), max_length=20, help_text=_("A case that you may open too.")
    )
