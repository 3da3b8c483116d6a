"""Form of a row of the assign page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.colleagues import ColleagueField


class CaseAssignForm(forms.Form):
    """Who gets this case."""

    user = ColleagueField(label=_("Colleague"), queryset=User.objects.none(), empty_label=_("Choose a colleague"))

    def __init__(self, data: Any = None, *, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["user"].queryset = colleagues  # type: ignore[attr-defined]
