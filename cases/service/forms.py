"""Form of a service given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.encounter.forms import Pills
from cases.models import Case, NeedSheet, ServiceGiven
from cases.service.actions import facts_field
from cases.service.choices import GROUPS, MOST_UNITS, Provider, ServiceType, unit_of
from cases.sheets import may_write

REMARK_LIMIT = 1000


def type_choices(case: Case) -> list[tuple[str, Any]]:
    """Types by group, each with its unit; only those that the principal may write on this case."""
    row = ServiceGiven.of(case)
    allowed = {name for name in ("facts", "health_facts") if may_write(row, name)}
    groups = [
        (
            str(group.label),
            [
                (kind.value, f"{kind.label} ({unit_of(kind.value).label})")
                for kind in kinds
                if facts_field(kind.value) in allowed
            ],
        )
        for group, kinds in GROUPS.items()
    ]
    return [(label, kinds) for label, kinds in groups if kinds]


class ServiceForm(forms.Form):
    """What, how much, for whom; the day and the provider may stay as they are."""

    service = forms.ChoiceField(label=_("Service"))
    units = forms.DecimalField(
        label=_("How many"),
        min_value=Decimal("0.25"),
        max_value=MOST_UNITS,
        decimal_places=2,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
    dependant = forms.ChoiceField(label=_("For whom"), required=False)
    provider = forms.ChoiceField(
        label=_("Given by"), choices=Provider.choices, initial=Provider.OWN.value, required=False, widget=Pills
    )
    is_met = forms.BooleanField(label=_("The need is met with this"), required=False)
    text = forms.CharField(
        label=_("Remark"), max_length=REMARK_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    happened_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, case: Case, dependants: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = type_choices(case)
        self.has_types = bool(kinds)
        self.fields["service"].choices = [("", _("Choose a service")), *kinds]  # type: ignore[attr-defined]
        self.fields["dependant"].choices = [("", _("The person")), *dependants.items()]  # type: ignore[attr-defined]
        if not may_write(NeedSheet.of(case), "needs"):
            del self.fields["is_met"]
        if not dependants:
            self.fields["dependant"].widget = forms.HiddenInput()

    def values(self) -> dict[str, Any]:
        """Arguments for the action, but for the dependant, who is a row."""
        clean = self.cleaned_data
        return {
            "kind": ServiceType(clean["service"]),
            "units": clean["units"],
            "given_on": clean["happened_on"],
            "provider": Provider(clean["provider"] or Provider.OWN),
            "is_met": clean.get("is_met", False),
            "remark": clean["text"],
        }
