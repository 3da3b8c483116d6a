"""Form of an assignment."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AssignmentForm(forms.Form):
    """A colleague, and if wanted a last day."""

    user = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), to_field_name="pid", empty_label=_("Choose a colleague")
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty if there is no end yet."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["user"]
        chooser.queryset = colleagues  # type: ignore[attr-defined]
        chooser.label_from_instance = (  # type: ignore[attr-defined]
            lambda user: f"{user.display_name} ({user.get_role_display()})"
        )

    def until(self) -> datetime | None:
        """The end of the last day, in UTC."""
        day = self.cleaned_data["last_day"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None
