"""Strict reading of JSON. Apart from `common.api`, which the API framework may only import once it is itself loaded."""

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.parsers import JSONParser

DEEPEST = 32
MOST_VALUES = 20_000


class StrictJSONParser(JSONParser):
    """Reads JSON; nesting beyond 32, NUL, lone surrogates, NaN and doubled keys are answered 400, never 500."""

    strict = True

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            text = stream.read().decode("utf-8")
            value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_without_doubles)
            _check(value)
        except (ValueError, RecursionError) as error:
            raise exceptions.ParseError(_("This is not JSON that can be read.")) from error
        return value


def _refuse(word: str) -> NoReturn:
    raise ValueError("not a JSON number")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def _check(value: Any) -> None:
    """Walk without recursion: `value` may be as deep as the reader allows."""
    waiting, seen = [(value, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_VALUES:
            raise ValueError("too deep or too much")
        if isinstance(part, str):
            _check_text(part)
        elif isinstance(part, dict):
            for key, inner in part.items():
                _check_text(key)
                waiting.append((inner, depth + 1))
        elif isinstance(part, list):
            waiting.extend((inner, depth + 1) for inner in part)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise ValueError("a NUL character")
    text.encode()
