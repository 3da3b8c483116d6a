"""Form of an offer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.colleagues import ColleagueField


class HandoverForm(forms.Form):
    """Whose assignment, to whom, with which words."""

    giver = ColleagueField(label=_("Whose assignment"), queryset=User.objects.none(), empty_label=None)
    receiver = ColleagueField(label=_("Offer it to"), queryset=User.objects.none(), empty_label=_("Choose a colleague"))
    note = forms.CharField(
        label=_("What the colleague should know"),
        help_text=_("Sealed. The colleague reads it before saying yes; of the case itself only the alias."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, givers: Any, receivers: Any, asks_giver: bool, takes_note: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]
        self.fields["giver"].queryset = givers  # type: ignore[attr-defined]
        if not asks_giver:
            del self.fields["giver"]
        if not takes_note:
            del self.fields["note"]
