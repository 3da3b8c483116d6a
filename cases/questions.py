"""Questions about a person whose answers lie together in one sealed JSON value.

Stored shape: {"<number>": answer}. Numbers are never reused. An answer is
- choice, text, country, language: a string; yes/no: "yes" or "no"; number: an int;
- choices, countries, languages: a list of strings, order kept;
- partial_date: PartialDate JSON;
- not known: see `common.answers.Unanswered`.
An absent number means that nobody has come to this question yet.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import countries, languages
from common.answers import unanswered
from common.partial_dates import PartialDate

MULTIPLE = frozenset({"choices", "countries", "languages"})
Pairs = list[tuple[str, Any]]


class YesNo(models.TextChoices):
    """A plain answer."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


@dataclass(frozen=True)
class Question:
    """One question: its number in the JSON, its name in forms and API, its words, and the kind of answer."""

    number: int
    name: str
    label: Promise
    kind: str
    options: type[models.TextChoices] | None = None
    help_text: Promise | str = ""
    htcds: str = ""
    max_length: int = 300

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def is_multiple(self) -> bool:
        return self.kind in MULTIPLE

    def choices(self) -> Pairs:
        """(code, words) pairs in the active language; empty for free answers."""
        source: Mapping[str, Callable[[], Pairs]] = {
            "country": countries.choices,
            "countries": countries.choices,
            "language": languages.choices,
            "languages": languages.choices,
            "yesno": lambda: list(YesNo.choices),
        }
        if self.options is not None:
            return list(self.options.choices)
        return source[self.kind]() if self.kind in source else []

    def words(self, answer: Any) -> str:
        """The answer as people read it; "" if there is none. Codes that the list does not know stay as they are."""
        missing = unanswered(answer)
        if missing is not None:
            return missing.words
        if answer is None or answer == "" or answer == []:
            return ""
        if self.kind == "partial_date":
            return str(PartialDate.from_json(answer).words)
        parts = answer if isinstance(answer, list) else [answer]
        return ", ".join(str(self._word(part)) for part in parts)

    def _word(self, code: Any) -> Any:
        if self.options is not None:
            return self.options(code).label if code in self.options.values else code
        if self.kind in {"country", "countries"}:
            return countries.name(code)
        if self.kind in {"language", "languages"}:
            return languages.name(code)
        if self.kind == "yesno":
            return YesNo(code).label if code in YesNo.values else code
        return code


class QuestionList:
    """The questions of one sealed value, in the order they are asked."""

    def __init__(self, *questions: Question) -> None:
        self._all = questions
        self.by_name = {question.name: question for question in questions}
        self.by_key = {question.key: question for question in questions}
        if len(self.by_name) != len(questions) or len(self.by_key) != len(questions):
            raise ValueError("a question's name or number is used twice")

    def __iter__(self) -> Iterator[Question]:
        return iter(self._all)

    def __getitem__(self, name: str) -> Question:
        return self.by_name[name]

    def pick(self, *names: str) -> list[Question]:
        """These questions, in this order."""
        return [self.by_name[name] for name in names]

    def named(self, stored: Mapping[str, Any] | None) -> dict[str, Any]:
        """{name: answer} of a stored value. Numbers of a newer version are left out."""
        return {self.by_key[key].name: answer for key, answer in (stored or {}).items() if key in self.by_key}

    def merged(self, stored: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> dict[str, Any]:
        """A new stored value with `answers` by name; None, "" and [] take an answer away; others stay as they were."""
        result = dict(stored or {})
        for name, answer in answers.items():
            key = self.by_name[name].key
            if answer is None or answer == "" or answer == []:
                result.pop(key, None)
            else:
                result[key] = answer
        return result

    def changed(self, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
        """Names of the questions whose answer differs."""
        old, new = before or {}, after or {}
        return [question.name for question in self._all if old.get(question.key) != new.get(question.key)]
