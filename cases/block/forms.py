"""Form of a conflict block."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class BlockForm(forms.Form):
    """Whom to keep away, and why."""

    user = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), to_field_name="pid", empty_label=_("Choose a colleague")
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Sealed. Coordinators who may open the case can read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chooser = self.fields["user"]
        chooser.queryset = colleagues  # type: ignore[attr-defined]
        chooser.label_from_instance = (  # type: ignore[attr-defined]
            lambda user: f"{user.display_name} ({user.get_role_display()})"
        )
