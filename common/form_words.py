"""What forms say when an answer is missing or cannot be read: our own words, without blame. Said once for every form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This needs an answer.")},
    forms.DateField: {"invalid": _("This is not a day we can read. Write it like 2026-03-04.")},
    forms.DateTimeField: {"invalid": _("This is not a day and time we can read.")},
    forms.IntegerField: {"invalid": _("A whole number is needed here.")},
    forms.EmailField: {"invalid": _("This does not look like an e-mail address.")},
}


def register() -> None:
    """Called once when the app starts; a form that says something of its own keeps it."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
