"""Forms of linked cases."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Situation
from cases.situation.choices import SituationKind
from cases.situation.queries import Together


class SituationField(forms.ChoiceField):
    """Which situation: one that the case belongs to, by its public id, or a new one of a kind."""

    def __init__(self, known: Iterable[Together], **kwargs: Any) -> None:
        self.known = {one.situation.pid: one for one in known}
        new: list[Any] = list(SituationKind.choices)
        choices: list[Any] = [("", _("Choose")), *new]
        if self.known:
            held = [(pid, one.words) for pid, one in self.known.items()]
            choices = [("", _("Choose")), (_("Linked already"), held), (_("Something new"), new)]
        super().__init__(label=_("What they share"), choices=choices, **kwargs)

    def clean(self, value: Any) -> dict[str, Any]:
        """As the actions take it: {"situation": Situation} or {"kind": code}."""
        code = super().clean(value)
        found: Situation | None = self.known[code].situation if code in self.known else None
        return {"situation": found} if found is not None else {"kind": code}


class SituationBeginForm(forms.Form):
    """What the new case shares with this one."""

    def __init__(self, data: Any = None, *, known: Iterable[Together], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["what"] = SituationField(known)


class SituationLinkForm(SituationBeginForm):
    """The number of the other case, and what both share."""

    number = forms.CharField(
        label=_("Number of the other case"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "mid", "autocomplete": "off"}),
    )
