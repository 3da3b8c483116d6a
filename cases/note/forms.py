"""Forms of notes."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TEXT_LIMIT = 10_000


class NoteForm(forms.Form):
    """Text first; the day and hour are folded away and mean now when left empty."""

    text = forms.CharField(
        label=_("Note"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "n"}),
    )
    happened_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    happened_time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # That a text is needed is the action's sentence; the label must not say the opposite.
        self.fields["text"].is_skippable = True  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        happened_at = None
        if clean["happened_on"]:
            hour = clean["happened_time"] or time(12)
            happened_at = min(timezone.make_aware(datetime.combine(clean["happened_on"], hour)), self._latest(clean))
        return {"text": clean["text"], "happened_at": happened_at}

    @staticmethod
    def _latest(clean: dict[str, Any]) -> datetime:
        """Today without an hour means now, not noon that may lie ahead."""
        is_today = clean["happened_on"] == timezone.localdate() and not clean["happened_time"]
        return timezone.now() if is_today else datetime.max.replace(tzinfo=timezone.get_current_timezone())


class NoteForCaseForm(NoteForm):
    """A note from Today: first the case, among one's own."""

    case = forms.ChoiceField(label=_("Case"))
    field_order = ("case", "text", "happened_on", "happened_time")

    def __init__(self, data: Any = None, *, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["case"].choices = [("", _("Choose a case")), *cases]  # type: ignore[attr-defined]


class NoteEditForm(forms.Form):
    """The corrected text."""

    text = forms.CharField(
        label=_("Corrected text"), max_length=TEXT_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].is_skippable = True  # type: ignore[attr-defined]


class NoteExtendForm(forms.Form):
    """What is added to a note."""

    text = forms.CharField(
        label=_("What you add"), max_length=TEXT_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].is_skippable = True  # type: ignore[attr-defined]
