"""Forms of facts, made from the sealed fields that the reader may both read and write."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.contact.choices import SafeChannel, SafeContact
from cases.need.choices import NeedState, NeedType
from cases.sheets import may_write
from common.partial_dates import PartialDate, PartialDateField
from common.shown import Shown, State, show

LINE_UP_TO = 130
DATES = frozenset({"birth_date", "birth"})
SPARE_NEEDS = 3
FEWEST_NEEDS = 5
MOST_NEEDS = 40
SAFE_PREFIX = "safe_"
# Boxes that are printed in pairs, see NeedsForm.
PAIRED = ("need_", "state_")


class SheetForm(forms.Form):
    """Text and date fields of one or more rows. What cannot be read is left out, so that it is never overwritten.

    `holders` is {field name: the row that holds it}; `marks` are the fields that were left out, with what stands there.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, holders: Mapping[str, Any], version: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.holders = holders
        self.marks: list[tuple[Any, Shown]] = []
        self.initial["version"] = version
        for name, row in holders.items():
            self._add(name, row)
        for control in self.fields.values():
            # The page says once that all may wait.
            control.is_skippable = True  # type: ignore[attr-defined]

    def _add(self, name: str, row: Any) -> None:
        field = row._meta.get_field(name)
        held = show(getattr(row, name), "edit")
        if held.state not in {State.VALUE, State.EMPTY} or not may_write(row, name):
            self.marks.append((field.verbose_name, held if not held else Shown(State.LOCKED)))
            return
        self.add_control(name, field, held.value)

    def add_control(self, name: str, field: Any, value: Any) -> None:
        """A control for one sealed field."""
        self.initial[name] = value
        common: dict[str, Any] = {"label": _capital(field.verbose_name), "required": False}
        if name in DATES:
            self.fields[name] = PartialDateField(**common)
            return
        length = field.max_length or 10_000
        long = length > LINE_UP_TO
        widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
        self.fields[name] = forms.CharField(max_length=length, widget=widget, strip=True, **common)

    @property
    def plain_fields(self) -> list[Any]:
        """The fields that are printed one below the other."""
        return [field for field in self.visible_fields() if not field.name.startswith(PAIRED)]

    def changes(self) -> dict[str, Any]:
        """{field name: value as it is sealed} of the fields that were in the form."""
        clean = {name: self.cleaned_data.get(name) for name in self.holders if name in self.fields}
        return {name: value.as_json() if isinstance(value, PartialDate) else value for name, value in clean.items()}


def _capital(text: Any) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]


class IdentityForm(SheetForm):
    """Names and papers."""

    def add_control(self, name: str, field: Any, value: Any) -> None:
        super().add_control(name, field, value)
        if name == "alias":
            self.fields[name].required = True
            self.fields[name].help_text = _("Any word the person likes. It stands in lists instead of a name.")
        if name == "name_used":
            self.fields[name].help_text = _("What the person wants to be called. Any script.")


class ContactForm(SheetForm):
    """Safe contact and the ways to the person."""

    def add_control(self, name: str, field: Any, value: Any) -> None:
        if name != "safe_contact":
            super().add_control(name, field, value)
            return
        held = value or {}
        self.fields["safe_answer"] = forms.ChoiceField(
            label=_("May we contact the person?"), choices=SafeContact.choices, widget=forms.RadioSelect
        )
        self.fields["safe_channels"] = forms.MultipleChoiceField(
            label=_("How"), choices=SafeChannel.choices, widget=forms.CheckboxSelectMultiple, required=False
        )
        self.fields["safe_hours"] = forms.CharField(label=_("When"), max_length=120, required=False)
        self.fields["safe_messages"] = forms.ChoiceField(
            label=_("May we leave messages?"),
            choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["safe_words"] = forms.CharField(
            label=_("What to say"), help_text=_("Who we say we are, and why we call."), max_length=200, required=False
        )
        self.fields["safe_note"] = forms.CharField(label=_("Anything else"), max_length=300, required=False)
        for part in ("answer", "channels", "hours", "messages", "words", "note"):
            self.initial[f"{SAFE_PREFIX}{part}"] = held.get(part, [] if part == "channels" else "")

    def changes(self) -> dict[str, Any]:
        changes = super().changes()
        if "safe_answer" in self.fields:
            parts = {name: self.cleaned_data[f"{SAFE_PREFIX}{name}"] for name in ("answer", "channels", "hours")}
            parts |= {name: self.cleaned_data[f"{SAFE_PREFIX}{name}"] for name in ("messages", "words", "note")}
            changes["safe_contact"] = {name: value for name, value in parts.items() if value}
        return changes


class NeedsForm(SheetForm):
    """Needs, one box for each place in the person's own order, and wishes."""

    def add_control(self, name: str, field: Any, value: Any) -> None:
        if name != "needs":
            super().add_control(name, field, value)
            return
        held = list(value or [])
        # A colleague may have made the list shorter while this one was filled in.
        sent = [place + 1 for place in range(MOST_NEEDS) if f"need_{place}" in self.data]
        self.places = max(FEWEST_NEEDS, len(held) + SPARE_NEEDS, *sent)
        for place in range(self.places):
            need = held[place] if place < len(held) else {}
            self.fields[f"need_{place}"] = forms.ChoiceField(
                label=_("Need %(place)s") % {"place": place + 1},
                choices=[("", _("Nothing here")), *NeedType.choices],
                required=False,
            )
            self.fields[f"state_{place}"] = forms.ChoiceField(
                label=_("How far it is met"), choices=NeedState.choices, required=False
            )
            self.initial[f"need_{place}"] = need.get("type", "")
            self.initial[f"state_{place}"] = need.get("state", NeedState.OPEN)

    @property
    def has_pairs(self) -> bool:
        return hasattr(self, "places")

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        """The boxes of each place, for the template."""
        for place in range(getattr(self, "places", 0)):
            yield self[f"need_{place}"], self[f"state_{place}"]

    def changes(self) -> dict[str, Any]:
        changes = super().changes()
        if hasattr(self, "places"):
            chosen: dict[str, dict[str, str]] = {}
            for place in range(self.places):
                kind, state = self.cleaned_data[f"need_{place}"], self.cleaned_data[f"state_{place}"]
                if kind:
                    chosen.setdefault(kind, {"type": kind, "state": state or NeedState.OPEN})
            changes["needs"] = list(chosen.values())
        return changes
