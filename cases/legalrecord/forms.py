"""Forms of protection, notices of release, claims, and acts that were compelled."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.document.linking import DocumentChoice
from cases.legal.facts import FactsForm, code_field, day_field, words_field
from cases.legalrecord.choices import (
    ClaimHead,
    ClaimRoute,
    CompelledAct,
    Consequence,
    NonPunishmentResult,
    ProtectionKind,
    ProtectionState,
    RaisedBy,
    RecordEnd,
    ReleaseWish,
)

CURRENCY = re.compile(r"[A-Z]{3}")
MOST = Decimal("9999999999.99")


def money_field(label: Any, *, required: bool = False) -> forms.DecimalField:
    """An amount in the currency of the claim, two places behind the point."""
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"})
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal(0),
        max_value=MOST,
        max_digits=12,
        decimal_places=2,
        widget=widget,
    )


class RecordForm(DocumentChoice, FactsForm):
    """What the four have in common: the order, request or other paper that it rests on, if it is kept here."""


class ProtectionForm(RecordForm):
    """A measure of protection."""

    kind = code_field(_("Measure"), ProtectionKind, required=True)
    state = code_field(_("How far it is"), ProtectionState, required=True)
    authority = words_field(_("Authority"), 200)
    number = words_field(_("File number"), 80)
    conditions = words_field(_("Conditions"), 1000)
    watch_on = day_field(_("Ends on"), required=False, help_text=_("As the order says it."))
    remark = words_field(_("Remark"), 1000)
    plain: ClassVar = frozenset({"watch_on"})


class ReleaseForm(RecordForm):
    """Whether the person wants to know, and what was asked of the authority. Nothing about the offender stands here."""

    wish = code_field(
        _("Does the person want to be told of a release?"),
        ReleaseWish,
        required=True,
        help_text=_("Also if the news is bad. A no is respected, and may change."),
    )
    by_whom = words_field(_("Who should say it"), 200)
    how = words_field(_("How"), 200)
    when_not = words_field(_("When not"), 200, help_text=_("At night, at school, at work."))
    authority = words_field(_("Asked of which authority"), 200)
    proof = words_field(_("Proof of the request"), 200)
    refusal = words_field(_("If the authority refused: why"), 300)
    filed_on = day_field(
        _("Asked on, or seen to stand on"),
        required=False,
        help_text=_("After a year it is due again, and after a transfer ask anew."),
    )
    watch_on = day_field(_("Look at the safety plan on"), required=False)
    remark = words_field(_("Remark"), 1000)
    plain: ClassVar = frozenset({"filed_on", "watch_on"})


class ClaimForm(RecordForm):
    """What is claimed and what was awarded; payments are recorded one by one."""

    head = code_field(_("What for"), ClaimHead, required=True)
    route = code_field(_("Where"), ClaimRoute)
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("Three letters, such as EUR."))
    claimed = money_field(_("Claimed"))
    awarded = money_field(_("Awarded"))
    payer = words_field(
        _("Who is to pay"), 200, help_text=_("An office or a company. Names of suspects have their own page.")
    )
    period = words_field(_("Period, hours, rate"), 300)
    evidence = words_field(_("Evidence"), 1000)
    watch_on = day_field(
        _("Ask about the payment on"), required=False, help_text=_("Empty: half a year after the award.")
    )
    remark = words_field(_("Remark"), 1000)
    plain: ClassVar = frozenset({"watch_on"})

    def clean_currency(self) -> str:
        """Three letters, in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not CURRENCY.fullmatch(code):
            raise ValidationError(_("Write the three letters of the currency, such as EUR."))
        return code


class NonPunishmentForm(RecordForm):
    """An act that was compelled, and what became of it."""

    act = code_field(_("What it was"), CompelledAct, required=True)
    authority = words_field(_("Authority"), 200)
    number = words_field(_("File number"), 80)
    consequence = code_field(_("What the authority did"), Consequence, required=True)
    link = words_field(_("How it hangs together with the exploitation"), 2000, help_text=_("Facts, no opinion."))
    raised_by = code_field(_("Who said that it was compelled"), RaisedBy)
    result = code_field(_("What became of it"), NonPunishmentResult, required=True)
    remark = words_field(_("Remark"), 1000)


class VersionOnly(forms.Form):
    """A step that asks nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return {"version": self.cleaned_data["version"]}


class NoticeForm(DocumentChoice, VersionOnly):
    """A notice came: it may lie among the documents already."""


class PaymentForm(forms.Form):
    """One payment."""

    paid_on = day_field(_("Day"))
    amount = money_field(_("Amount"), required=True)
    remark = words_field(_("Remark"), 200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["paid_on"].initial = timezone.localdate()

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return dict(self.cleaned_data)


class RecordEndForm(forms.Form):
    """Why it need not be watched any more."""

    reason = forms.ChoiceField(label=_("Why"), choices=RecordEnd.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return {"reason": RecordEnd(self.cleaned_data["reason"]), "version": self.cleaned_data["version"]}
