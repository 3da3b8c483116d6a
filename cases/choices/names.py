"""Codes with a name in every language of the product."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.translation import get_language

from cases.choices.words import folded


class NamedCodes:
    """`names_in(language)` gives {code: name}; asked once for each language."""

    def __init__(self, names_in: Callable[[str], dict[str, str]]) -> None:
        self._names_in = cache(names_in)
        self._sorted_in = cache(self._sort)

    def name(self, code: str) -> str:
        """The name in the active language; the code itself where it is unknown."""
        return self._names_in(_language()).get(code, code)

    def choices(self) -> list[tuple[str, str]]:
        """[(code, name)] sorted by name in the active language, for a form built per request."""
        return list(self._sorted_in(_language()))

    def by_label(self) -> dict[str, str]:
        """{folded name: code} in all languages of the product."""
        return {
            folded(label): code
            for language, _label in settings.LANGUAGES
            for code, label in self._names_in(language).items()
        }

    def _sort(self, language: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self._names_in(language).items(), key=lambda row: folded(row[1])))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
