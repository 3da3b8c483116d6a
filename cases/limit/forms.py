"""Forms of days that run out."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.document.linking import DocumentChoice
from cases.legal.facts import FactsForm, code_field, day_field, words_field
from cases.limit.choices import LimitKind, LimitOutcome


class LimitForm(DocumentChoice, FactsForm):
    """The day, and the document that says it."""

    kind = code_field(_("What can be done up to that day"), LimitKind, required=True)
    end_on = day_field(_("Last day"), help_text=_("As the document says it. The program reckons no length."))
    source = words_field(
        _("Which document says so"),
        300,
        required=True,
        help_text=_("Its kind, its day, the page. It lies before you now."),
    )
    served_on = day_field(_("Served on"), required=False)
    remark = words_field(_("Remark"), 1000)
    plain: ClassVar = frozenset({"end_on"})
    asked_before = "source"


class LimitEditForm(LimitForm):
    """The same for one that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    plain: ClassVar = frozenset({"end_on", "version"})


class LimitCheckForm(forms.Form):
    """What the second person reads. The first day is not shown, so that two persons read, not one."""

    end_on = day_field(_("Last day, as you read it in the document"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return dict(self.cleaned_data)


class LimitEndForm(FactsForm):
    """What was done."""

    outcome = forms.ChoiceField(label=_("What became of it"), choices=LimitOutcome.choices, widget=forms.RadioSelect)
    remark = words_field(_("Remark"), 1000)
    version = forms.IntegerField(widget=forms.HiddenInput)
    plain: ClassVar = frozenset({"version"})

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return {"outcome": self.facts(), "version": self.cleaned_data["version"]}
