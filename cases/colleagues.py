"""Choosing a colleague in a form: shown by name, sent as public id."""

from typing import Any

from django import forms

from accounts.models import User


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the colleagues that the caller's queryset allows."""

    def __init__(self, *, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, to_field_name="pid", **kwargs)

    def label_from_instance(self, obj: User) -> str:
        """The name shown to colleagues."""
        return str(obj.display_name)
