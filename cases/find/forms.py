"""The box in the bar and on the page of results."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.find.choices import LONGEST_TERM


class CaseFindForm(forms.Form):
    """One term. Nothing of it is remembered by the browser."""

    term = forms.CharField(
        label=_("Find a case"),
        max_length=LONGEST_TERM,
        help_text=_(
            "Case number, alias or name used, or any part of a name. Whole phone number or whole number of a paper."
        ),
        error_messages={"required": _("Type what you look for: a number, an alias or a name.")},
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "dir": "auto",
                "data-key": "/",
            }
        ),
    )
