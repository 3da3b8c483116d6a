"""Answers that are kept together in one sealed value: the form is the only list of their names, words and order."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from common.api import Shape
from common.shown import Shown, State


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, chosen or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def hour_field(label: Any) -> forms.TimeField:
    """An hour of the office's clock, if one is known."""
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def words_field(label: Any, length: int = 300, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A line, or several where more than a line fits."""
    widget = forms.Textarea(attrs={"rows": 3}) if length > 300 else forms.TextInput()
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


def code_field(label: Any, choices: Any, *, required: bool = False, help_text: Any = "") -> forms.ChoiceField:
    """One of a list. It begins with no answer, so that none is given by chance."""
    options = [("", gettext_lazy("Choose") if required else gettext_lazy("Not known yet")), *choices.choices]
    return forms.ChoiceField(label=label, choices=options, required=required, help_text=help_text)


class FactsForm(forms.Form):
    """A form whose answers are sealed together. `plain` names the fields that are not among them."""

    plain: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def names(cls) -> list[str]:
        """The answers that are sealed, in the order of the form."""
        return [name for name in cls.base_fields if name not in cls.plain]

    def facts(self) -> dict[str, Any]:
        """{name: answer as it is sealed}: days as ISO text, numbers as decimal text. Nothing for what was left empty."""
        return stored({name: self.cleaned_data.get(name) for name in self.names()})

    def values(self) -> dict[str, Any]:
        """Arguments for the action: `facts`, and the plain fields by their names."""
        more = {name: self.cleaned_data[name] for name in self.base_fields if name in self.plain}
        return {"facts": self.facts(), **more}


def stored(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they are sealed; what is empty is left out."""
    return {name: _stored(value) for name, value in answers.items() if value not in (None, "", [], {})}


def _stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def words_of(form: type[FactsForm], held: Shown) -> Iterator[dict[str, Any]]:
    """Rows for parts/summary.html: each answer in words; one row with the state where the value is not shown."""
    if not held:
        if held.state != State.EMPTY:
            yield {"label": _("Restricted"), "value": held}
        return
    for name in form.names():
        if held.value.get(name):
            yield {"name": name, "label": form.base_fields[name].label, "value": word_of(form, name, held.value[name])}


def word_of(form: type[FactsForm], name: str, value: Any) -> str:
    """One answer in words. A code that is not offered any more stands as it is."""
    field = form.base_fields[name]
    if isinstance(field, forms.ChoiceField):
        labels = dict(_flat(field.choices))
        several = value if isinstance(value, list) else [value]
        return _(", ").join(str(labels.get(one, one)) for one in several)
    if isinstance(field, forms.DateField):
        day = day_of(value)
        return formats.date_format(day, "DATE_FORMAT") if day else str(value)
    return str(value)


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label


def day_of(text: Any) -> date | None:
    """The day of an ISO text, None if it is none."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def shape_of(
    form: type[FactsForm],
    *,
    name: str,
    partial: bool = False,
    more: Mapping[str, serializers.Field[Any, Any, Any, Any]] | None = None,
) -> type[Shape]:
    """The input of the API that takes what the form takes, by the same names. `partial`: what is named changes."""
    fields: dict[str, Any] = {
        label: _input(field, required=field.required and not partial)
        for label, field in form.base_fields.items()
        if label != "version"
    }
    if partial:
        fields["version"] = serializers.IntegerField(required=False)
    return type(name, (Shape,), {"__doc__": form.__doc__, **fields, **(more or {})})


def _input(field: forms.Field, *, required: bool) -> serializers.Field[Any, Any, Any, Any]:
    if isinstance(field, forms.MultipleChoiceField):
        return serializers.MultipleChoiceField(
            choices=list(_flat(field.choices)), required=required, allow_empty=not required
        )
    if isinstance(field, forms.ChoiceField):
        codes = [(code, label) for code, label in _flat(field.choices) if code]
        return serializers.ChoiceField(choices=codes, required=required, allow_blank=not required)
    if isinstance(field, forms.DateField):
        return serializers.DateField(required=required, allow_null=not required)
    if isinstance(field, forms.TimeField):
        return serializers.TimeField(required=required, allow_null=not required)
    if isinstance(field, forms.DecimalField):
        return serializers.DecimalField(
            max_digits=field.max_digits,
            decimal_places=field.decimal_places,
            min_value=0,
            required=required,
            allow_null=not required,
        )
    if isinstance(field, forms.BooleanField):
        return serializers.BooleanField(required=False)
    length = getattr(field, "max_length", None)
    return serializers.CharField(max_length=length, required=required, allow_blank=not required, trim_whitespace=False)
