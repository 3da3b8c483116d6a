"""Filters of the auditor's list."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.tags import Outcome, Tag
from cases.look.choices import LookKind
from reports.choices import NIGHT

DAY = {"type": "date"}
# Far from the ends of the calendar, where no time zone can reckon.
SOME_DAY = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


class AuditFilterForm(forms.Form):
    """Everything is optional; together they narrow the list."""

    actor = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), to_field_name="pid", required=False, empty_label=_("Everybody")
    )
    tag = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Tag.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Any")), *LookKind.choices], required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Any")), *Outcome.choices], required=False)
    first_day = forms.DateField(
        label=_("From"), required=False, validators=SOME_DAY, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Until"), required=False, validators=SOME_DAY, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    hours = forms.ChoiceField(
        label=_("Time of day"), choices=[("", _("Any")), (NIGHT, _("At night, 22:00 to 6:00"))], required=False
    )
    reference = forms.CharField(label=_("Case number"), max_length=20, required=False)

    def __init__(self, data: Any = None, *, staff: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["actor"]
        chooser.queryset = staff  # type: ignore[attr-defined]
        chooser.label_from_instance = lambda user: user.display_name  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.is_skippable = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One event or a kind of event: both at once would be read as either."""
        chosen = super().clean() or {}
        if chosen.get("tag") and chosen.get("kind"):
            self.add_error("kind", _("Choose one event or a kind, not both."))
        return chosen
