"""Form of what the person was told."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.briefing.choices import BriefingTopic, Understood
from cases.choices import languages
from cases.encounter.forms import Pills
from cases.legal.facts import FactsForm, day_field, words_field


def language_choices() -> list[tuple[str, str]]:
    """Languages in the language of the screen."""
    return [("", str(_("Choose a language"))), *languages.choices()]


class BriefingForm(FactsForm):
    """What, when, in which language, by whom, and whether it was understood."""

    topics = forms.MultipleChoiceField(
        label=_("What the person was told"), choices=BriefingTopic.choices, widget=forms.CheckboxSelectMultiple
    )
    told_on = day_field(_("Day"))
    language = forms.ChoiceField(label=_("In which language"), choices=language_choices)
    by = words_field(_("By whom"), 200, required=True, help_text=_("Also an interpreter, if there was one."))
    understood = forms.ChoiceField(
        label=_("Understood"),
        choices=Understood.choices,
        widget=Pills,
        help_text=_("Did the person say it back in own words?"),
    )
    remark = words_field(_("Remark"), 1000)
    plain: ClassVar = frozenset({"told_on"})

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("told_on", timezone.localdate())
