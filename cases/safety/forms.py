"""Forms of the safety plan and of who must not know."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.safety.choices import Kin, PlaceToAvoid, Signal

SPARE = 2
FEWEST = 3
MOST = 20


class SafetyForm(forms.Form):
    """The plan. Every part can be left empty."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    safe_word = forms.CharField(
        label=_("Safe word"),
        help_text=_("Whoever calls for the person says it. Without it we know nobody."),
        max_length=120,
        required=False,
    )
    signal_codes = forms.MultipleChoiceField(
        label=_("Signals that something is wrong"),
        choices=Signal.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    signal_words = forms.CharField(
        label=_("Other signals, and what we do then"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    may_call = forms.CharField(
        label=_("Who may be called"),
        help_text=_("When we are worried: who, how, and what may be said."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    avoid_codes = forms.MultipleChoiceField(
        label=_("Places to avoid"),
        choices=PlaceToAvoid.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    avoid_words = forms.CharField(
        label=_("Which places"),
        help_text=_("As little as is needed. Addresses belong to the facts, where they are locked."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for field in self.fields.values():
            field.is_skippable = True  # type: ignore[attr-defined]

    @staticmethod
    def start(held: dict[str, Any], version: int) -> dict[str, Any]:
        """First values of the boxes from {field name: value}."""
        signals, avoid = held.get("signals") or {}, held.get("avoid") or {}
        return {
            "version": version,
            "safe_word": held.get("safe_word") or "",
            "may_call": held.get("may_call") or "",
            "signal_codes": signals.get("codes", []),
            "signal_words": signals.get("words", ""),
            "avoid_codes": avoid.get("codes", []),
            "avoid_words": avoid.get("words", ""),
        }

    def changes(self) -> dict[str, Any]:
        """{field name: value as it is sealed}."""
        clean = self.cleaned_data
        return {
            "safe_word": clean["safe_word"],
            "may_call": clean["may_call"],
            "signals": _coded(clean["signal_codes"], clean["signal_words"]),
            "avoid": _coded(clean["avoid_codes"], clean["avoid_words"]),
        }


def _coded(codes: list[str], words: str) -> dict[str, Any]:
    held: dict[str, Any] = {"codes": list(codes)} if codes else {}
    return held | ({"words": words} if words else {})


class SecrecyForm(forms.Form):
    """One line for each who must not know, with two to spare; an empty line takes somebody off the list."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, held: list[dict[str, str]], text: str, version: int) -> None:
        super().__init__(data)
        self.places = min(max(FEWEST, len(held) + SPARE), MOST)
        for place in range(self.places):
            row = held[place] if place < len(held) else {}
            self._add(place, row)
        self.fields["must_not_know"] = forms.CharField(
            label=_("In the person’s own words"),
            max_length=10_000,
            required=False,
            initial=text,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.initial["version"] = version
        for field in self.fields.values():
            field.is_skippable = True  # type: ignore[attr-defined]

    def _add(self, place: int, row: dict[str, str]) -> None:
        number = {"place": place + 1}
        self.fields[f"kin_{place}"] = forms.ChoiceField(
            label=_("Who it is to the person (%(place)s)") % number,
            choices=[("", _("Nobody here")), *Kin.choices],
            required=False,
            initial=row.get("kin", ""),
        )
        self.fields[f"name_{place}"] = forms.CharField(
            label=_("Name, or how to know them (%(place)s)") % number,
            max_length=200,
            required=False,
            initial=row.get("name", ""),
        )
        self.fields[f"how_{place}"] = forms.CharField(
            label=_("How they may ask (%(place)s)") % number,
            max_length=300,
            required=False,
            initial=row.get("how", ""),
        )

    def start(self, held: dict[str, Any]) -> dict[str, Any]:
        """First values of the boxes from {field name: value}; of lines beyond those of the form nothing is said."""
        people = held.get("keep_from") or []
        lines = {place: people[place] if place < len(people) else {} for place in range(self.places)}
        parts = {
            f"{part}_{place}": row.get(part, "") for place, row in lines.items() for part in ("kin", "name", "how")
        }
        return parts | {"must_not_know": held.get("must_not_know") or ""}

    def rows(self) -> Iterable[tuple[Any, Any, Any]]:
        """The boxes of each line, for the template."""
        for place in range(self.places):
            yield self[f"kin_{place}"], self[f"name_{place}"], self[f"how_{place}"]

    def changes(self) -> dict[str, Any]:
        """{field name: value as it is sealed}."""
        clean, people = self.cleaned_data, []
        for place in range(self.places):
            kin, name, how = (clean[f"{part}_{place}"] for part in ("kin", "name", "how"))
            if kin or name:
                parts = {"kin": kin or Kin.OTHER.value, "name": name, "how": how}
                people.append({part: value for part, value in parts.items() if value})
        return {"keep_from": people, "must_not_know": clean["must_not_know"]}
