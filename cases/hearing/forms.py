"""Forms of hearings."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.document.linking import DocumentChoice
from cases.encounter.forms import Pills
from cases.hearing.choices import HearingEnd, HearingKind, HearingMeasure, MeasureState
from cases.legal.facts import FactsForm, day_field, hour_field, words_field


def _measure(measure: HearingMeasure) -> forms.ChoiceField:
    choices = [("", _("Not looked at yet")), *MeasureState.choices]
    return forms.ChoiceField(label=measure.label, choices=choices, required=False)


class MeasuresForm(DocumentChoice, FactsForm):
    """Where it is, and what makes the day bearable and safe for this person."""

    place = words_field(_("Place and room"), 300)
    entrance = _measure(HearingMeasure.ENTRANCE)
    screen = _measure(HearingMeasure.SCREEN)
    video = _measure(HearingMeasure.VIDEO)
    interpreter = _measure(HearingMeasure.INTERPRETER)
    escort = _measure(HearingMeasure.ESCORT)
    childcare = _measure(HearingMeasure.CHILDCARE)
    transport = _measure(HearingMeasure.TRANSPORT)
    therapist = _measure(HearingMeasure.THERAPIST)
    remark = words_field(_("Remark"), 1000)
    asked_before = "place"


class HearingForm(MeasuresForm):
    """With the day, which is set for everybody on the docket."""

    kind = forms.ChoiceField(label=_("What it is"), choices=HearingKind.choices, initial="hearing", widget=Pills)
    held_on = day_field(_("Day"))
    hour = hour_field(_("Time"))
    plain: ClassVar = frozenset({"kind", "held_on", "hour"})
    field_order = ("kind", "held_on", "hour", "place")


class MeasuresEditForm(MeasuresForm):
    """The same for one that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    plain: ClassVar = frozenset({"version"})


class MoveForm(forms.Form):
    """Another day or hour."""

    held_on = day_field(_("New day"))
    hour = hour_field(_("New time"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return dict(self.cleaned_data)


class HearingEndForm(forms.Form):
    """Held or cancelled."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=HearingEnd.choices,
        widget=Pills,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return {"state": HearingEnd(self.cleaned_data["state"]), "version": self.cleaned_data["version"]}
