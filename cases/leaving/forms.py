"""Form of closing an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.colleagues import ColleagueField


class ColleagueLeaveForm(forms.Form):
    """Who takes over. Nobody named: whoever works on a case besides, or the coordinator."""

    heir = ColleagueField(
        label=_("Who takes over"),
        help_text=_("Where a case cannot go to this colleague, it goes to a coordinator."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Colleagues on the same cases, else a coordinator"),
    )

    def __init__(self, data: Any = None, *, heirs: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["heir"].queryset = heirs  # type: ignore[attr-defined]
