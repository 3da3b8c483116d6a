"""Forms of the contact log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.answer_fields import CodeField
from cases.call.choices import GUARDED, Became, CallAsked, CallChannel, CallDone, Caller, Danger, Whose
from cases.call.queries import CallFilter
from cases.choices import languages
from cases.encounter.forms import Pills
from cases.moments import moment_of

WORDS_LIMIT = 2000


class OpeningPills(Pills):
    """Pills of which some open a follow-up."""

    opens = tuple(caller.value for caller in GUARDED)


class PillBoxes(forms.CheckboxSelectMultiple):
    """Boxes side by side."""

    look = "pills"


class CallForm(forms.Form):
    """One minute, no name. Only how, who and danger are needed."""

    caller = forms.ChoiceField(label=_("Who is it?"), choices=Caller.choices, widget=OpeningPills)
    channel = forms.ChoiceField(
        label=_("How"), choices=CallChannel.choices, initial=CallChannel.PHONE.value, widget=Pills
    )
    danger = forms.ChoiceField(label=_("Is anybody in danger now?"), choices=Danger.choices, widget=Pills)
    language = CodeField(
        label=_("Language"),
        source=languages,
        required=False,
        widget=forms.TextInput(attrs={"list": "languages", "class": "mid", "autocomplete": "off"}),
    )
    asked = forms.MultipleChoiceField(
        label=_("What was asked for"), choices=CallAsked.choices, required=False, widget=PillBoxes
    )
    done = forms.MultipleChoiceField(
        label=_("What was done"), choices=CallDone.choices, required=False, widget=PillBoxes
    )
    words = forms.CharField(
        label=_("What was said"),
        help_text=_("No names, addresses or numbers."),
        max_length=WORDS_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    happened_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    happened_time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    @property
    def lists(self) -> dict[str, Any]:
        """Names to choose from, for the template."""
        return {"languages": languages.choices()}

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        return {
            "channel": CallChannel(clean["channel"]),
            "caller": Caller(clean["caller"]),
            "danger": Danger(clean["danger"]),
            "language": clean["language"] or "",
            "asked": clean["asked"],
            "done": clean["done"],
            "words": clean["words"],
            "happened_at": moment_of(clean["happened_on"], clean["happened_time"]),
        }


class CallBeginForm(forms.Form):
    """The person's own yes."""

    agreed = forms.ChoiceField(
        label=_("Does the person agree that we keep a record?"),
        help_text=_("Only she or he can say yes: no relative, no officer, no colleague."),
        choices=[("yes", _("Yes, the person said so")), ("no", _("No, or not asked yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. Without a yes the entry stays without a name.")},
    )


class CallFilterForm(forms.Form):
    """Sent by GET; codes only."""

    whose = forms.ChoiceField(label=_("Whose"), choices=Whose.choices, required=False)
    caller = forms.ChoiceField(label=_("Who"), choices=[("", _("Everybody")), *Caller.choices], required=False)
    channel = forms.ChoiceField(label=_("How"), choices=[("", _("All ways")), *CallChannel.choices], required=False)
    became = forms.ChoiceField(label=_("What came of it"), choices=Became.choices, required=False)

    def wanted(self, before: Any) -> CallFilter:
        """The filter; wrong values count as absent."""
        self.is_valid()
        held = self.cleaned_data
        return CallFilter(
            whose=Whose(held.get("whose") or Whose.ALL),
            channel=held.get("channel") or "",
            caller=held.get("caller") or "",
            became=Became(held.get("became") or Became.ANY),
            before=before,
        )
