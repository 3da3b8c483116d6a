"""Forms of the stay. Each asks only what its event needs."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Document, Scheme
from cases.residence.choices import BY_HAND, Cooperation, DateKind, Paper, Status, Told, Why, YesNo
from cases.residence.states import ToldNeeded
from cases.residence.transitions import Transition

WORDS_LIMIT = 1000


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _words(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words why. It stays beside the day.")},
    )


def _radio(label: Any, choices: Any, help_text: Any = "", *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, required=required, widget=forms.RadioSelect
    )


def _answer(label: Any, *codes: YesNo) -> forms.ChoiceField:
    return _radio(label, [(code.value, code.label) for code in (*codes, YesNo.UNKNOWN)])


class PaperForm(forms.Form):
    """What something rests on: a document of the case, a letter that was seen, or nothing yet."""

    paper = _radio(_("Document"), Paper.choices, required=True)

    def __init__(self, data: Any = None, *, documents: list[tuple[Document, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.documents = {row.pid: row for row, _words in documents}
        if documents:
            self.fields["document"] = forms.ChoiceField(
                label=_("Which document"),
                required=False,
                choices=[("", _("Not among them")), *((row.pid, words) for row, words in documents)],
            )

    def rests_on(self) -> dict[str, Any]:
        """Arguments for the actions."""
        pid = self.cleaned_data.get("document", "")
        return {"paper": Paper(self.cleaned_data["paper"]), "document": self.documents.get(pid)}


def _scheme(schemes: list[Scheme]) -> forms.ChoiceField:
    groups: dict[str, list[tuple[str, str]]] = {}
    for scheme in schemes:
        groups.setdefault(scheme.country, []).append((scheme.pid, scheme.scheme_name))
    return forms.ChoiceField(
        label=_("Rule"),
        required=False,
        choices=[("", _("Not chosen")), *sorted(groups.items())],
        help_text=_("It proposes the last day where the letter does not say one. The letter always counts more."),
    )


# What the person decides or becomes rests on no letter, as a rule.
UNWRITTEN = frozenset({"declined_to_cooperate", "turned_18", "contact_lost", "wants_return"})


class ResidenceForm(PaperForm):
    """One event: its day, who decided, the document, and what this event needs besides."""

    on = _day(_("Day"), required=True)
    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)

    def __init__(self, data: Any = None, *, event: Transition, schemes: list[Scheme], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.event = event
        self.schemes = {scheme.pid: scheme for scheme in schemes}
        self.initial.setdefault("on", timezone.localdate())
        if event.code in UNWRITTEN:
            self.initial.setdefault("paper", Paper.NONE_YET)
        makers: dict[str, Any] = {
            "status": lambda: _radio(_("Status"), Status.choices, required=True),
            "scheme": lambda: _scheme(schemes),
            "end_on": lambda: _day(_("Last day, as the letter says"), _("Leave it empty if there is no letter yet.")),
            "renew_from": lambda: _day(
                _("A renewal can be asked for from"), _("As the letter says. Leave it empty if it says nothing.")
            ),
            "renew_by": lambda: _day(_("Last day to ask for a renewal"), _("As the letter says. It is watched.")),
            "limit_on": lambda: _day(
                _("Last day for an appeal"), _("From the document. Without it, a task for today asks for it.")
            ),
            "enforceable_on": lambda: _day(_("Enforceable from")),
            "suspensive": lambda: _answer(_("Does the removal wait for the appeal?"), YesNo.YES, YesNo.NO),
            "forced": lambda: _answer(_("Was the contact forced?"), YesNo.YES, YesNo.NO),
            "work": lambda: _answer(_("May the person work?"), YesNo.YES, YesNo.LIMITED, YesNo.NO),
            "conditions": lambda: _words(_("Conditions"), _("Duties to report, to live somewhere, and the like.")),
            "reason": lambda: (
                _words(_("What was prepared, and who does what is left"), required=True)
                if event.needs_words
                else _words(_("Reason that was given"))
            ),
            "family": lambda: forms.CharField(label=_("For whom"), max_length=200, required=False),
        }
        for name in event.fields:
            self.fields[name] = makers[name]()
        for name in ("paper", "document"):
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)
        self.fields["tells"] = forms.BooleanField(
            label=_("The document discloses the status"),
            required=False,
            help_text=_("Talk with the person about whom she shows it to."),
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean = self.cleaned_data
        names = ("authority", "number", "tells", *self.event.fields)
        said = {name: clean[name] for name in names if name != "scheme"}
        if clean.get("scheme"):
            said["scheme"] = self.schemes[clean["scheme"]]
        return {"on": clean["on"], "values": said, "version": clean["version"]} | self.rests_on()


class DeadlineChangeForm(PaperForm):
    """Another last day: which, why, and what it rests on."""

    why = _radio(_("Why does it change?"), Why.choices, required=True)
    end_on = _day(_("New last day"), _("Left empty, an extension is reckoned by the rule."))
    reason = _words(_("In a few words"), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return self.cleaned_data | {"why": Why(self.cleaned_data["why"])} | self.rests_on()


class DeadlineForm(PaperForm):
    """One more day to watch."""

    what = forms.ChoiceField(label=_("What runs out?"), choices=[(kind.value, kind.label) for kind in BY_HAND])
    on = _day(_("Last day"), required=True)
    reason = _words(_("In a few words"))

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return self.cleaned_data | {"what": DateKind(self.cleaned_data["what"])} | self.rests_on()


class DeadlineEndForm(forms.Form):
    """What was done."""

    outcome = _words(_("What was done?"), _("Only this ends the alarms."), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, is_incident: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if is_incident:
            self.fields["told"] = forms.MultipleChoiceField(
                label=_("Who was told?"),
                choices=Told.choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": ToldNeeded.sentence},
            )
            self.fields["told_on"] = _day(_("On which day?"), _("The first of them. Leave it empty if nobody was."))


class DeadlineCheckForm(forms.Form):
    """What the second person reads. The first day is not shown, so that two persons read, not one."""

    on = _day(_("Last day, as you read it in the document"), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CooperationForm(forms.Form):
    """What the person decided. Nothing depends on it."""

    answer = _radio(
        _("What did the person decide?"), Cooperation.choices, _("Help goes on whatever she decides."), required=True
    )
    on = _day(_("Day"), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("on", timezone.localdate())

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        clean: dict[str, Any] = self.cleaned_data
        on: date = clean["on"]
        return {"answer": Cooperation(clean["answer"]), "on": on, "version": clean["version"]}
