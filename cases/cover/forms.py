"""Forms of cover."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.colleagues import ColleagueField


class ColleaguesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the colleagues that the caller's queryset allows, by public id."""

    def __init__(self, *, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, to_field_name="pid", widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Name and role, so that somebody who does the same work is found."""
        return f"{obj.display_name} ({obj.get_role_display()})"


class CoverForm(forms.Form):
    """Who is away, who stands in, until when. Without `absentees` it is the own absence."""

    colleagues = ColleaguesField(
        label=_("Who stands in"),
        help_text=_("Several colleagues share the cases evenly. Choose people who do the same work."),
        queryset=User.objects.none(),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("The end comes by itself at midnight. You can end it earlier at any time."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, colleagues: Any, absentees: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["colleagues"].queryset = colleagues  # type: ignore[attr-defined]
        if absentees is not None:
            self.fields["absent"] = ColleagueField(
                label=_("Who is away"), queryset=absentees, empty_label=_("Choose a colleague")
            )
            self.order_fields(["absent", "colleagues", "last_day"])

    def until(self) -> datetime:
        """The end of the last day, in UTC."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["last_day"], time.max))
