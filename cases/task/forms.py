"""Forms of tasks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.colleagues import ColleagueField

WORDS_LIMIT = 300


class TaskForm(forms.Form):
    """What is to do, by when, and if wanted who. Without `colleagues` nobody else can be chosen."""

    words = forms.CharField(
        label=_("What is to do"),
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write in a few words what is to do.")},
    )
    due_on = forms.DateField(label=_("By which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(
        label=_("Time"),
        required=False,
        help_text=_("With a time it stands among the appointments."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, data: Any = None, *, colleagues: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("due_on", timezone.localdate())
        if colleagues is not None:
            self.fields["owner"] = ColleagueField(
                label=_("Who"), queryset=colleagues, required=False, empty_label=_("I do it")
            )

    def values(self) -> dict[str, Any]:
        """Arguments for the actions."""
        clean = self.cleaned_data
        values = {"words": clean["words"], "due_on": clean["due_on"], "hour": clean["hour"]}
        return values | ({"owner": clean["owner"]} if "owner" in self.fields else {})


class TaskEditForm(TaskForm):
    """The same for a task that exists. `version` says from which it was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return super().values() | {"version": self.cleaned_data["version"]}
