"""The five steps of the intake as forms. They hold no rules; `parts` says what each adds to the beginning of a case."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.answer_fields import Asked, OpeningRadios, QuestionForm
from cases.choices.channels import FirstContactChannel
from cases.colleagues import ColleagueField
from cases.consent.choices import ConsentAnswer, LegalBasis
from cases.contact.choices import SafeChannel, SafeContact
from cases.episode.questions import FACTS
from cases.intake.ages import age_group_of
from cases.intake.choices import Step, WhyNotYet
from cases.need.choices import URGENT, NeedState, NeedType
from cases.person.choices import AgeGroup
from cases.person.questions import PROFILE
from cases.questions import Question, YesNo
from cases.risk.choices import RiskLevel, RiskQuestion
from common.answers import NoAnswer, unanswered
from common.partial_dates import PartialDate

RISK = [
    Question(number, f"risk_{code.value}", code.label, "yesno") for number, code in enumerate(RiskQuestion, start=1)
]
OLDEST = 120


def pills(*, box: bool = False) -> forms.Widget:
    """Short answers beside each other."""
    widget: forms.Widget = forms.CheckboxSelectMultiple() if box else forms.RadioSelect()
    widget.look = "pills"  # type: ignore[attr-defined]
    return widget


class StepForm(QuestionForm):
    """One step. It is made from what was typed last, sent or not, so that nothing typed is ever lost."""

    step: Step
    names: tuple[str, ...] = ()
    # In which order they stand on the page; those not named come after.
    order: tuple[str, ...] = ()
    follow_rules: Mapping[str, tuple[str, frozenset[str]]] = {}

    def __init__(self, data: QueryDict | None, *, user: User, needs: list[str], hush: bool = False) -> None:
        self.user, self.needs = user, needs
        super().__init__(data, questions=self.asked_here(), follow=self.follow_rules)
        self.prepare()
        self.order_fields(self.order)
        if hush and self.is_bound:
            # What was left half done is shown as it stands, without a word of blame.
            self.cleaned_data: dict[str, Any] = {}
            self._errors = ErrorDict()

    def asked_here(self) -> list[Question]:
        """The questions about the person in this step."""
        return []

    def prepare(self) -> None:
        """For choices that depend on who asks."""

    def rows(self) -> dict[str, Asked]:
        """The questions by name, follow-ups below their opener."""
        return {asked.question.name: asked for asked in self.asked()}

    def parts(self) -> dict[str, Any]:
        """What this valid step says, as arguments of CaseStart."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """Answers by name, without questions that nobody has come to."""
        return {name: answer for name, answer in self.answers().items() if answer not in (None, "", [])}


class MetForm(StepForm):
    """Where and how we met; the immediate-risk questions; what cannot wait."""

    step = Step.MET
    order = (
        "opened_on",
        "channel",
        "agreed_to_referral",
        "first_contact_was",
        *(question.name for question in RISK),
        "level",
    )
    opened_on = forms.DateField(
        label=_("Day of first contact"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day, for example 2026-03-12.")},
    )
    channel = forms.ChoiceField(
        label=_("Came to us through"),
        required=False,
        choices=[("", _("Not known yet")), *FirstContactChannel.choices],
    )
    level = forms.ChoiceField(
        label=_("How fast must somebody act?"), required=False, choices=RiskLevel.choices, widget=pills()
    )
    reason = forms.CharField(
        label=_("Why, and what must not happen"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    urgent = forms.MultipleChoiceField(
        label=_("What cannot wait until tomorrow?"),
        required=False,
        choices=[(need.value, need.label) for need in URGENT],
        widget=pills(box=True),
    )

    def asked_here(self) -> list[Question]:
        return [*PROFILE.pick("agreed_to_referral", "first_contact_was"), *RISK]

    def prepare(self) -> None:
        self.fields["opened_on"].initial = timezone.localdate
        self.fields["opened_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["urgent"].initial = [need for need in self.needs if need in URGENT]

    def clean_opened_on(self) -> date:
        day: date = self.cleaned_data["opened_on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Choose today or an earlier day."), code="future")
        return day

    def risk_rows(self) -> Iterator[Asked]:
        """The immediate-risk questions, in their order."""
        rows = self.rows()
        return (rows[question.name] for question in RISK)

    def risk(self) -> dict[str, str]:
        """As a RiskReview keeps it: plain codes."""
        given = self.given()
        answers = {}
        for question in RISK:
            missing = unanswered(given.get(question.name))
            answer = missing.reason.value if missing else given.get(question.name)
            if answer:
                answers[question.name.removeprefix("risk_")] = answer
        for name in ("level", "reason"):
            if self.cleaned_data.get(name):
                answers[name] = self.cleaned_data[name]
        return answers

    def parts(self) -> dict[str, Any]:
        asked = {question.name for question in RISK}
        return {
            "opened_on": self.cleaned_data["opened_on"],
            "channel": self.cleaned_data["channel"],
            "risk": self.risk(),
            "profile": {name: answer for name, answer in self.given().items() if name not in asked},
        }


class PersonForm(StepForm):
    """Alias, age, languages, wishes about who talks, and the way to get in touch without harm."""

    step = Step.PERSON
    order = (
        "alias",
        "name_used",
        "birth_year",
        "age",
        "age_group",
        "guardian",
        "languages",
        "interpreter_needed",
        "interpreter_sex",
        "interpreter_not_from",
        "interviewer_sex",
        "refused_persons",
        "answer",
    )
    names = (
        "birth_year",
        "age_group",
        "guardian",
        "languages",
        "interpreter_needed",
        "interpreter_sex",
        "interpreter_not_from",
        "interviewer_sex",
        "refused_persons",
    )
    follow_rules = {
        "guardian": ("age_group", frozenset({AgeGroup.CHILD.value, AgeGroup.UNSURE.value})),
        "interpreter_sex": ("interpreter_needed", frozenset({YesNo.YES.value})),
        "interpreter_not_from": ("interpreter_needed", frozenset({YesNo.YES.value})),
    }
    alias = forms.CharField(
        label=_("Alias"),
        max_length=60,
        help_text=_("Needed to save. Chosen by the person, or take the one we propose. It gives nothing away."),
        error_messages={"required": _("Choose an alias. Any word will do that gives nothing away.")},
    )
    name_used = forms.CharField(label=_("Name the person wants to be called by"), required=False, max_length=120)
    age = forms.IntegerField(
        label=_("Age now"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("If no date is known."),
        error_messages={"invalid": _("Write the age as a number.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 20}),
    )
    answer = forms.ChoiceField(
        label=_("May we get in touch, and how?"),
        choices=SafeContact.choices,
        widget=OpeningRadios({SafeContact.YES.value}),
        help_text=_("Needed to save."),
        error_messages={"required": _("Choose one. If you could not ask, choose “Do not contact until asked”.")},
    )
    channels = forms.MultipleChoiceField(
        label=_("By which ways?"), required=False, choices=SafeChannel.choices, widget=pills(box=True)
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"class": "mid"})
    )
    hours = forms.CharField(
        label=_("Safe hours"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "mid"})
    )
    messages = forms.ChoiceField(
        label=_("May we leave a message?"), required=False, choices=YesNo.choices, widget=pills()
    )
    words = forms.CharField(label=_("What to say, and who we are then"), required=False, max_length=300)
    note = forms.CharField(
        label=_("What else to mind"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    must_not_know = forms.CharField(
        label=_("Who must not know that the person is with us?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def asked_here(self) -> list[Question]:
        return PROFILE.pick(*self.names)

    def prepare(self) -> None:
        self.fields["birth_year"].label = _("Date or year of birth")

    def clean_alias(self) -> str:
        return " ".join(self.cleaned_data["alias"].split())

    def birth(self) -> PartialDate | None:
        """The date that was given, or the year that an age makes likely."""
        given: PartialDate | None = self.cleaned_data.get("birth_year")
        if given is not None:
            return given
        age = self.cleaned_data.get("age")
        return None if age is None else PartialDate(timezone.localdate().year - age, is_about=True)

    def parts(self) -> dict[str, Any]:
        given, birth = self.given(), self.birth()
        identity = {}
        if birth is not None:
            # The whole date is identity; the profile, which reports read, knows the year.
            given["birth_year"] = PartialDate(birth.year, is_about=birth.is_about).as_json()
            if birth.month is not None:
                identity["birth_date"] = birth.as_json()
            age = None if self.cleaned_data.get("birth_year") else self.cleaned_data.get("age")
            given.setdefault("age_group", age_group_of(birth, age))
        safe = {name: self.cleaned_data[name] for name in ("answer", "channels", "hours", "messages", "words", "note")}
        return {
            "alias": self.cleaned_data["alias"],
            "name_used": self.cleaned_data["name_used"],
            "identity": identity,
            "profile": {name: answer for name, answer in given.items() if answer},
            "contact": {name: self.cleaned_data[name] for name in ("phone", "must_not_know")},
            "safe_contact": {name: value for name, value in safe.items() if value},
        }


class HappenedForm(StepForm):
    """Broad kinds only. Nobody is asked to tell what was done to her."""

    step = Step.HAPPENED
    names = ("exploitation", "job_promised", "freedom", "recruiter")
    # Asked here only where the intake was begun with them, beside another case of the same situation.
    taken_names = ("industry", "exploited_in", "transit")

    def __init__(self, data: QueryDict | None, **kwargs: Any) -> None:
        sent = {key.partition("__")[0].removesuffix("_0").removesuffix("_1").removesuffix("_2") for key in data or ()}
        self.taken = [name for name in self.taken_names if name in sent]
        super().__init__(data, **kwargs)

    def asked_here(self) -> list[Question]:
        return FACTS.pick(*self.names, *self.taken)

    def taken_rows(self) -> list[Asked]:
        """The questions that came filled in."""
        rows = self.rows()
        return [rows[name] for name in self.taken]

    def parts(self) -> dict[str, Any]:
        return {"facts": self.given()}


class NeedsForm(StepForm):
    """Needs in the person's own order, wishes in her own words, and who depends on her."""

    step = Step.NEEDS
    wishes = forms.CharField(
        label=_("Wishes, in the person’s own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def ordered(self) -> list[tuple[str, Any]]:
        """(code, words) of the needs in their order."""
        return [(code, NeedType(code).label) for code in self.needs]

    def others(self) -> list[tuple[str, Any]]:
        """(code, words) of what was not named."""
        return [(need.value, need.label) for need in NeedType if need.value not in self.needs]

    def parts(self) -> dict[str, Any]:
        return {
            "needs": [{"type": code, "state": NeedState.OPEN.value} for code in self.needs],
            "wishes": self.cleaned_data["wishes"],
        }


class CheckForm(StepForm):
    """Whether the record may be kept. Every other consent is asked apart, on the case."""

    step = Step.CHECK
    keep = forms.ChoiceField(
        label=_("Does the person agree that we keep this record?"),
        choices=[
            (ConsentAnswer.YES.value, _("Yes")),
            (ConsentAnswer.NO.value, _("No")),
            (ConsentAnswer.CANNOT_BE_ASKED.value, _("Cannot be asked yet")),
        ],
        widget=OpeningRadios({ConsentAnswer.CANNOT_BE_ASKED.value}),
        help_text=_("Needed to save. Say what is kept, who reads it, and that help does not depend on it."),
        error_messages={"required": _("Choose one. If the person could not be asked, say so here.")},
    )
    why = forms.ChoiceField(
        label=_("Why not yet?"),
        required=False,
        choices=WhyNotYet.choices,
        widget=forms.RadioSelect(),
        help_text=_("We ask again within 72 hours."),
    )

    def __init__(self, *args: Any, colleagues: Any = None, **kwargs: Any) -> None:
        self.colleagues = colleagues
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.colleagues is not None:
            self.fields["worker"] = ColleagueField(
                label=_("Who will work with the person?"),
                queryset=self.colleagues,
                empty_label=_("Choose a colleague"),
                error_messages={"required": _("Choose who will work on this case.")},
            )
        if self.basis != LegalBasis.CONSENT:
            self.fields["keep"].label = _("Does the person know that we keep this record, and why?")
            self.fields["keep"].choices = [  # type: ignore[attr-defined]
                (ConsentAnswer.YES.value, _("Yes, the person was told")),
                (ConsentAnswer.CANNOT_BE_ASKED.value, _("Could not be told yet")),
            ]

    @property
    def basis(self) -> LegalBasis:
        """Why this organisation may keep records; decided by its lawyer."""
        return LegalBasis(settings.RECORD_BASIS)

    def parts(self) -> dict[str, Any]:
        why = self.cleaned_data["why"] if self.cleaned_data["keep"] == ConsentAnswer.CANNOT_BE_ASKED else ""
        return {
            "keep_record": ConsentAnswer(self.cleaned_data["keep"]),
            "keep_basis": self.basis,
            "keep_terms": {"why_not_yet": why} if why else {},
        }


FORMS: dict[Step, type[StepForm]] = {
    form.step: form for form in (MetForm, PersonForm, HappenedForm, NeedsForm, CheckForm)
}
NONE_CODES = list(NoAnswer.values)
