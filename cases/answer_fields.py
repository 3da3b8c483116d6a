"""Form fields for questions about a person: each can be answered, or said not to be known, and either is kept.

A question `sex` gives the field `sex`; where the control has no place for it, the field `sex__none` beside it holds the
not-known code. A person who preferred not to say is not asked again until somebody ticks `sex__again`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.choices import countries, languages
from cases.questions import Question
from common.answers import NoAnswer, Unanswered, unanswered
from common.partial_dates import PartialDate, PartialDateField

NONE_CHOICES = list(NoAnswer.choices)
# Up to this many answers are radio buttons; beyond, a list.
RADIOS_UP_TO = 7
PILL_LETTERS = 34
BOXES = 3
LISTS = {"country": countries, "countries": countries, "language": languages, "languages": languages}


class CodeField(forms.CharField):
    """A country or language typed by name in any language of the product; gives its code."""

    def __init__(self, *, source: Any, **kwargs: Any) -> None:
        self.source = source
        super().__init__(max_length=80, **kwargs)
        self.widget.attrs["list"] = source.__name__.rpartition(".")[2]

    def prepare_value(self, value: Any) -> Any:
        return self.source.name(value) if value in self.source.CODES else value

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        code = self.source.find(text) if text else ""
        if code is None:
            raise ValidationError(_("This name is not on the list. Choose one from it, or leave the box empty."))
        return str(code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.source.find(data or "") or data or "") != (initial or "")


class CodesWidget(forms.MultiWidget):
    """A few boxes, one below the other."""

    look = "own"
    use_fieldset = True
    template_name = "cases/parts/_boxes.html"

    def __init__(self, source: Any, boxes: int) -> None:
        self.source = source
        lists = {"list": source.__name__.rpartition(".")[2], "class": "in-text mid", "autocomplete": "off"}
        super().__init__([forms.TextInput(attrs=lists) for _box in range(boxes)])

    def decompress(self, value: Any) -> list[Any]:
        held = list(value) if isinstance(value, list | tuple) else []
        return [self.source.name(code) for code in held] + [None] * (len(self.widgets) - len(held))


class CodesField(forms.MultiValueField):
    """Several countries or languages, in the person's own order; gives a list of codes."""

    def __init__(self, *, source: Any, boxes: int = BOXES, **kwargs: Any) -> None:
        fields = [CodeField(source=source, required=False) for _box in range(boxes)]
        super().__init__(fields, widget=CodesWidget(source, boxes), require_all_fields=False, **kwargs)
        for number, box in enumerate(self.widget.widgets, start=1):
            box.attrs["aria-label"] = format_lazy("{} {}", self.label or "", number)

    def prepare_value(self, value: Any) -> Any:
        """Names for codes; what was typed stays as it was typed."""
        source = self.widget.source
        if not isinstance(value, list | tuple):
            return value
        return [source.name(part) if part in source.CODES else part for part in value]

    def compress(self, data_list: list[str]) -> list[str]:
        return list(dict.fromkeys(code for code in data_list if code))


@dataclass
class Asked:
    """A question in a form, for the template."""

    question: Question
    answer: BoundField
    none: BoundField | None = None
    again: BoundField | None = None
    said: str = ""
    followups: "list[Asked]" = field(default_factory=list)


class QuestionForm(forms.Form):
    """A form of questions; `stored` is {name: answer}. Give `follow` as {name: (name of the opening question, codes)}."""

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Iterable[Question],
        stored: Mapping[str, Any] | None = None,
        follow: Mapping[str, tuple[str, frozenset[str]]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.questions = list(questions)
        self.stored = dict(stored or {})
        self.follow = {name: rule for name, rule in (follow or {}).items() if self._has(rule[0]) and self._has(name)}
        opening: dict[str, set[str]] = {}
        for name, codes in self.follow.values():
            opening.setdefault(name, set()).update(codes)
        for question in self.questions:
            self._add(question, opening.get(question.name, set()))

    def _has(self, name: str) -> bool:
        return any(question.name == name for question in self.questions)

    def _add(self, question: Question, opens: set[str]) -> None:
        held = self.stored.get(question.name)
        missing = unanswered(held)
        self.fields[question.name] = answer_field(question, opens, held)
        # Every question may be skipped; the page says so once.
        self.fields[question.name].is_skippable = True  # type: ignore[attr-defined]
        if missing is None:
            self.initial[question.name] = held
        elif _has_place_for_none(question):
            self.initial[question.name] = missing.reason.value
        if not _has_place_for_none(question):
            self.fields[f"{question.name}__none"] = forms.ChoiceField(
                label=_("Or say why there is no answer"),
                choices=[("", _("No answer yet")), *NONE_CHOICES],
                required=False,
            )
            self.initial[f"{question.name}__none"] = missing.reason.value if missing else ""
        if missing is not None and missing.reason == NoAnswer.PREFERS_NOT_TO_SAY:
            self.fields[f"{question.name}__again"] = forms.BooleanField(
                label=_("Ask again"), required=False, widget=forms.CheckboxInput(attrs={"data-opens": True})
            )

    def answers(self) -> dict[str, Any]:
        """{name: answer} as it is stored; None takes an answer away."""
        return {question.name: self._answer(question) for question in self.questions}

    def _answer(self, question: Question) -> Any:
        held = self.stored.get(question.name)
        if f"{question.name}__again" in self.fields and not self.cleaned_data[f"{question.name}__again"]:
            return held
        value = self.cleaned_data.get(question.name)
        none = self.cleaned_data.get(f"{question.name}__none") or ""
        if _has_place_for_none(question) and value in NoAnswer.values:
            value, none = None, value
        if isinstance(value, PartialDate):
            return value.as_json()
        if value not in (None, "", []):
            return value
        return _none_answer(none, held) if none else None

    def asked(self) -> Iterator[Asked]:
        """The questions in their order, follow-ups below the one that opens them."""
        rows = {question.name: self._asked(question) for question in self.questions}
        for name, (opener, _codes) in self.follow.items():
            rows[opener].followups.append(rows[name])
        yield from (row for name, row in rows.items() if name not in self.follow)

    def _asked(self, question: Question) -> Asked:
        name = question.name
        missing = unanswered(self.stored.get(name))
        return Asked(
            question,
            self[name],
            self[f"{name}__none"] if f"{name}__none" in self.fields else None,
            self[f"{name}__again"] if f"{name}__again" in self.fields else None,
            missing.words if missing else "",
        )

    @property
    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """Names to choose from, by the id of their datalist."""
        used = {LISTS[question.kind] for question in self.questions if question.kind in LISTS}
        return {source.__name__.rpartition(".")[2]: source.choices() for source in used}


def _has_place_for_none(question: Question) -> bool:
    return question.kind in {"choice", "yesno"}


def _none_answer(code: str, held: Any) -> dict[str, str]:
    """A not-known answer; one that was given before keeps its day and its why."""
    missing = unanswered(held)
    if missing is not None and missing.reason == code:
        return missing.as_json()
    return Unanswered(NoAnswer(code), timezone.localdate()).as_json()


def answer_field(question: Question, opens: set[str], held: Any) -> forms.Field:
    """The field for one question. Codes that were stored and are on no list any more stay choosable."""
    common: dict[str, Any] = {"label": question.label, "help_text": question.help_text, "required": False}
    if question.kind in {"choice", "yesno"}:
        return _choice(question, opens, held, common)
    if question.kind == "choices":
        known = list(question.choices())
        codes = [code for code in held or [] if isinstance(held, list) and code not in dict(known)]
        return forms.MultipleChoiceField(
            choices=known + [(code, code) for code in codes], widget=OpeningBoxes(opens), **common
        )
    if question.kind in LISTS:
        source = LISTS[question.kind]
        if question.is_multiple:
            boxes = max(BOXES, len(held) + 1 if isinstance(held, list) else 0)
            return CodesField(source=source, boxes=boxes, **common)
        return CodeField(source=source, widget=forms.TextInput(attrs={"class": "mid"}), **common)
    if question.kind == "number":
        return forms.IntegerField(min_value=0, max_value=999, **common)
    if question.kind == "partial_date":
        return PartialDateField(**common)
    long = question.max_length > 300
    return forms.CharField(
        max_length=question.max_length,
        widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(),
        **common,
    )


def _choice(question: Question, opens: set[str], held: Any, common: dict[str, Any]) -> forms.ChoiceField:
    known = list(question.choices())
    if isinstance(held, str) and held and held not in dict(known):
        known.append((held, held))
    if len(known) > RADIOS_UP_TO:
        choices = [("", _("Not answered")), *known, (_("No answer"), NONE_CHOICES)]
        return forms.ChoiceField(choices=choices, **common)
    return forms.ChoiceField(choices=[*known, *NONE_CHOICES], widget=OpeningRadios(opens), **common)


class _Opening:
    """Options in `opens` show the follow-ups below the field."""

    def __init__(self, opens: set[str], attrs: dict[str, Any] | None = None) -> None:
        self.opens = opens
        super().__init__(attrs)  # type: ignore[call-arg]

    @property
    def look(self) -> str:
        """Pills while all labels are short, else cards."""
        labels = [str(label) for _code, label in self.choices]  # type: ignore[attr-defined]
        return "pills" if max(map(len, labels), default=0) <= PILL_LETTERS else "cards"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        if str(value) in self.opens:
            option["attrs"]["data-opens"] = True
        return option


class OpeningRadios(_Opening, forms.RadioSelect):
    """One of a few."""


class OpeningBoxes(_Opening, forms.CheckboxSelectMultiple):
    """Any of a few."""
