"""Rows for people who depend on the person: as many as are filled in, and one more."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.partial_dates import EARLIEST_YEAR, PartialDate

MOST_ROWS = 20


class DependantForm(forms.Form):
    """One of them. Nothing is needed: a name may be unsafe to write down."""

    name = forms.CharField(label=_("Name or nickname"), required=False, max_length=120)
    relation = forms.CharField(label=_("Relation to the person"), required=False, max_length=120)
    born = forms.CharField(
        label=_("Year of birth, or age"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    whereabouts = forms.CharField(label=_("Where, and with whom"), required=False, max_length=1000)

    def hush(self) -> None:
        """Shown as it was left, without a word of blame."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict()

    def clean_born(self) -> dict[str, Any] | None:
        """A year, or an age that makes a year likely."""
        text = self.cleaned_data["born"].strip()
        if not text:
            return None
        today = timezone.localdate()
        if not text.isdecimal() or not (int(text) <= 120 or EARLIEST_YEAR <= int(text) <= today.year):
            raise ValidationError(_("Write a year, for example 2019, or an age, for example 7."), code="born")
        number = int(text)
        birth = PartialDate(today.year - number, is_about=True) if number <= 120 else PartialDate(number)
        return birth.as_json()


class DependantRows:
    """The rows of one step, made from what was typed."""

    def __init__(self, data: QueryDict | None, *, hush: bool = False) -> None:
        filled = [
            number
            for number in range(MOST_ROWS)
            if data is not None and any(data.get(f"d{number}-{name}", "").strip() for name in DependantForm.base_fields)
        ]
        self.filled = [DependantForm(data, prefix=f"d{number}") for number in filled]
        spare = next((number for number in range(MOST_ROWS) if number not in filled), None)
        self.spare = [] if spare is None else [DependantForm(prefix=f"d{spare}")]
        if hush:
            for form in self.filled:
                form.hush()

    def __iter__(self) -> Iterator[DependantForm]:
        yield from self.filled
        yield from self.spare

    def is_valid(self) -> bool:
        """Whether every filled row is."""
        return all([form.is_valid() for form in self.filled])

    def parts(self) -> list[dict[str, Any]]:
        """As CaseStart takes them."""
        rows = []
        for form in self.filled:
            row = {name: form.cleaned_data[name] for name in ("name", "relation", "whereabouts")}
            row["birth"] = form.cleaned_data["born"]
            rows.append({name: value for name, value in row.items() if value})
        return rows
