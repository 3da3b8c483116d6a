"""Strict reading of answers that come as JSON: what a form offers as choices, the API checks here."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.questions import Question, QuestionList
from common.answers import NoAnswer, Unanswered
from common.partial_dates import EARLIEST_YEAR, PartialDate

MOST_CHOICES = 60


def clean_answers(questions: QuestionList, raw: Any) -> dict[str, Any]:
    """{question name: answer} as stored. None takes an answer away. Raises ValidationError {name: [sentence]}."""
    if not isinstance(raw, Mapping):
        raise ValidationError(_("An object of questions and answers was expected."))
    clean: dict[str, Any] = {}
    errors: dict[str, list[Any]] = {}
    for name, value in raw.items():
        if name not in questions.by_name:
            errors[str(name)[:40]] = [_("There is no such question.")]
            continue
        try:
            clean[name] = clean_answer(questions[name], value)
        except ValidationError as error:
            errors[name] = list(error.messages)
    if errors:
        raise ValidationError(errors)
    return clean


def clean_answer(question: Question, value: Any) -> Any:
    """One answer as stored. Raises ValidationError with a sentence that does not repeat the value."""
    if value is None:
        return None
    if isinstance(value, Mapping) and "x" in value:
        return _no_answer(value)
    if question.is_multiple:
        if not isinstance(value, list) or len(value) > MOST_CHOICES:
            raise ValidationError(_("A list of codes was expected."))
        return list(dict.fromkeys(_code(question, part) for part in value))
    if question.kind == "text":
        return _text(value, question.max_length)
    if question.kind == "number":
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 999:
            raise ValidationError(_("A whole number from 0 to 999 was expected."))
        return value
    if question.kind == "partial_date":
        return clean_partial_date(value)
    return _code(question, value)


def clean_partial_date(value: Any) -> dict[str, Any]:
    """Shape {"y": int, "m": int, "d": int, "about": bool}; all but the year may be missing."""
    sentence = _("A date such as {“y”: 1998, “m”: 3, “d”: 4, “about”: false} was expected; only the year is needed.")
    if not isinstance(value, Mapping) or set(value) - {"y", "m", "d", "about"}:
        raise ValidationError(sentence)
    numbers = [value.get(name) for name in ("y", "m", "d")]
    if any(number is not None and (isinstance(number, bool) or not isinstance(number, int)) for number in numbers):
        raise ValidationError(sentence)
    try:
        day = PartialDate.from_json(dict(value))
    except (KeyError, TypeError, ValueError) as error:
        raise ValidationError(sentence) from error
    if day.year < EARLIEST_YEAR or day.first > timezone.localdate():
        raise ValidationError(_("The date must lie between 1900 and today."))
    return dict(day.as_json())


def _no_answer(value: Mapping[str, Any]) -> dict[str, str]:
    if value.get("x") not in NoAnswer.values or not isinstance(value.get("why", ""), str):
        raise ValidationError(_("This is not one of the choices."))
    return Unanswered(NoAnswer(value["x"]), timezone.localdate(), value.get("why", "")[:200]).as_json()


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValidationError(_("A text of at most %(count)s characters was expected."), params={"count": longest})
    return value


def _code(question: Question, value: Any) -> str:
    if not isinstance(value, str) or value not in {code for code, _words in question.choices()}:
        raise ValidationError(_("This is not one of the choices."))
    return value
