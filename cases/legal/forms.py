"""Form of what is known of suspects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.legal.facts import words_field


class SuspectsForm(forms.Form):
    """What is known of suspects."""

    suspects = words_field(
        _("Suspects"),
        4000,
        help_text=_("Only what the proceeding needs. It stands in no list and no message."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return dict(self.cleaned_data)
