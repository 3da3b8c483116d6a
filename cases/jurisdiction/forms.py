"""Forms of the table of periods and permits."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.jurisdiction.choices import Confidence, Correction
from cases.jurisdiction.models import Scheme
from cases.jurisdiction.table import CONTENT

# What a coordinator may correct: all that a version says but which country and code it is about.
CORRECTABLE = tuple(name for name in CONTENT if name not in {"code", "country", "country_code"})
_LONG = ("extension_rule", "child_rule", "notes", "legal_source", "source")
_HINTS = {
    "length_value": _("Months are months of the calendar: 30 November and 3 months end on the last day of February."),
    "count_first_day": _("Usually the day of the event is not counted."),
    "roll_forward": _("The earlier day is shown and watched all the same."),
    "starts_from_event": _("The event that starts the clock."),
    "source": _("An address or a document where a colleague finds it again."),
}

# Heading -> fields, those of one line side by side.
_GROUPS = (
    (_("The correction"), ("correction", "reason", "valid_from valid_to")),
    (
        _("How long"),
        (
            "scheme_name",
            "type length_kind",
            "length_value length_unit",
            "starts_from_event",
            "count_first_day",
            "roll_forward",
        ),
    ),
    (_("Extension"), ("extension_rule", "extension_value extension_unit", "total_value total_unit")),
    (_("Children"), ("child_rule", "child_value child_unit", "child_extension_value child_extension_unit")),
    (
        _("Where it stands"),
        ("conditional_on_cooperation expulsion_bar", "legal_source", "source", "source_date confidence", "notes"),
    ),
)


def _date(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class SchemeCorrectForm(forms.Form):
    """The next version. What is not changed stays as it was."""

    correction = forms.ChoiceField(
        label=_("What is it?"),
        choices=Correction.choices,
        widget=forms.RadioSelect,
        help_text=_("If the law changed, this entry stays in force for earlier starts."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Never write about a person here."))

    def __init__(self, data: Any = None, *, scheme: Scheme, **kwargs: Any) -> None:
        initial = {name: getattr(scheme, name) for name in CORRECTABLE}
        super().__init__(data, initial=initial, **kwargs)
        fields = forms.fields_for_model(Scheme, fields=CORRECTABLE)
        for name in ("valid_from", "valid_to"):
            fields[name] = _date(fields[name].label, required=False)
        for name in _LONG:
            fields[name].widget = forms.Textarea(attrs={"rows": 2})
        for name, hint in _HINTS.items():
            fields[name].help_text = hint
        fields["source"].required = True
        self.fields.update(fields)

    def add_error(self, field: str | None, error: Any) -> None:
        """What a constraint refuses names its field as the code, and stands beside that field."""
        if field is not None:
            super().add_error(field, error)
            return
        for found in ValidationError(error).error_list:
            super().add_error(found.code if found.code in self.fields else None, found)

    @property
    def groups(self) -> list[tuple[Any, list[list[forms.BoundField]]]]:
        """[(heading, [fields that stand side by side])] in the order in which one reads a law."""
        return [(heading, [[self[name] for name in row.split()] for row in rows]) for heading, rows in _GROUPS]

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {
            "correction": Correction(clean["correction"]),
            "reason": clean["reason"],
            "values": {name: clean[name] for name in CORRECTABLE},
        }


class SchemeCheckForm(forms.Form):
    """The entry was compared with the law."""

    checked_on = _date(_("I checked this on"))
    source = forms.CharField(
        label=_("Where it was read"),
        max_length=300,
        help_text=_HINTS["source"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source_date = forms.CharField(
        label=_("As of"), max_length=60, required=False, help_text=_("The day of the text, or of the page.")
    )
    confidence = forms.ChoiceField(label=_("How sure"), choices=Confidence.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, scheme: Scheme, **kwargs: Any) -> None:
        initial = {name: getattr(scheme, name) for name in ("source", "source_date", "confidence")}
        super().__init__(data, initial=initial | {"checked_on": timezone.localdate()}, **kwargs)


class SchemeFilterForm(forms.Form):
    """Sent by GET; codes only."""

    country = forms.RegexField(r"\A[A-Z]{2,3}\Z", required=False)
    confidence = forms.ChoiceField(choices=[("", ""), *Confidence.choices], required=False)

    def wanted(self) -> tuple[str, str]:
        """(country, confidence); wrong values count as absent."""
        self.is_valid()
        return self.cleaned_data.get("country") or "", self.cleaned_data.get("confidence") or ""


class SchemeTryForm(forms.Form):
    """A start to try the rule with. Sent by GET: a day that names nobody."""

    start = _date(_("If it begins on"), required=False)

    def clean_start(self) -> Any:
        """Within a lifetime, as letters are."""
        start = self.cleaned_data["start"]
        if start is not None and not 1900 <= start.year <= 2200:
            raise forms.ValidationError(_("Give a day of our time."))
        return start
