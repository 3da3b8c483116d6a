"""What people say about their mail. No rules here: those are in the actions."""

from datetime import time

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _


def hour_choices() -> list[tuple[int, str]]:
    """The hours of the office's clock."""
    return [(hour, formats.time_format(time(hour))) for hour in range(24)]


class MailForm(forms.Form):
    """At all, and when, and which version the change was made from."""

    has_mail = forms.BooleanField(
        label=_("Send me mail"),
        help_text=_("What is due stands on Today anyway. Mail only says that something is."),
        required=False,
    )
    hour = forms.TypedChoiceField(
        label=_("Hour of the mail of the day"),
        help_text=_("On the office’s clock. What cannot wait is sent at once."),
        choices=hour_choices,
        coerce=int,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
