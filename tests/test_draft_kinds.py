"""Every form in which text is typed keeps it: what is missing here would be lost with the session or the browser."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType
from typing import Any

from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from common.drafts.kinds import form_at
from tests.source import APPS

# A field that takes more than a line or two.
LONG = 200
# View that takes a form with text -> why what is typed is not kept as a draft of its own.
KEEPS_NOTHING: dict[str, str] = {
    "cases:case_reveal": "four buttons give the reason and open the line; the words beside them are optional",
    "cases:facts_history": "the same four buttons, for earlier values",
    "cases:opening_ask": "sent by POST from a lock, for one line: no address would show it again",
}


def takers() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Name and function of each page of ours that takes a form."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
            elif isinstance(entry.callback, FunctionType) and "POST" in _methods(entry.callback):
                yield f"{prefix}{entry.name}", inspect.unwrap(entry.callback)

    return ((name, view) for name, view in walk(get_resolver().url_patterns, "") if _is_ours(view))


def _methods(view: Any) -> set[str]:
    """What the outermost `require_http_methods` admits; everything without one."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            held = cell.cell_contents
            if isinstance(held, list) and held and set(held) <= {"GET", "HEAD", "POST"}:
                return set(held)
        view = getattr(view, "__wrapped__", None)
    return {"GET", "POST"}


def _is_ours(thing: Any) -> bool:
    return getattr(thing, "__module__", "").split(".")[0] in APPS


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code and what is defined inside it."""
    yield code
    for held in code.co_consts:
        if isinstance(held, CodeType):
            yield from _codes(held)


def _named(function: FunctionType) -> Iterator[Any]:
    """Everything global that the function names."""
    for code in _codes(function.__code__):
        yield from (function.__globals__[name] for name in code.co_names if name in function.__globals__)


def forms_of(thing: Any, seen: set[int]) -> Iterator[type[forms.BaseForm]]:
    """Form classes that a view reaches: by name, through functions of ours, and in tables."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    inner: list[Any] = []
    if isinstance(thing, type):
        if issubclass(thing, forms.BaseForm):
            yield thing
    elif isinstance(thing, FunctionType) and _is_ours(thing):
        inner = list(_named(thing))
    elif isinstance(thing, dict):
        inner = list(thing.values())
    elif isinstance(thing, list | tuple | set | frozenset):
        inner = list(thing)
    elif is_dataclass(thing) and _is_ours(type(thing)):
        inner = [getattr(thing, field.name) for field in fields(thing)]
    for one in inner:
        yield from forms_of(one, seen)


def asks_for_text(form: Any) -> bool:
    """Whether the form has a Textarea or a long text field, declared or made while it is drawn."""
    for field in form.base_fields.values():
        is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField)
        if isinstance(field.widget, forms.Textarea) or (is_text and (field.max_length or 0) > LONG):
            return True
    made = [method for base in form.__mro__ if _is_ours(base) for method in vars(base).values()]
    return _makes_text([method for method in made if isinstance(method, FunctionType)])


def _makes_text(waiting: list[FunctionType]) -> bool:
    seen: set[FunctionType] = set()
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        for code in _codes(function.__code__):
            if "Textarea" in code.co_names or _has_long_field(code):
                return True
        waiting += [one for one in _named(function) if isinstance(one, FunctionType) and _is_ours(one)]
    return False


def _has_long_field(code: CodeType) -> bool:
    numbers = [held for held in code.co_consts if isinstance(held, int) and held > LONG]
    names = {name for held in code.co_consts if isinstance(held, tuple) for name in held}
    return bool(numbers) and "max_length" in names and "CharField" in code.co_names


def with_text() -> dict[str, list[str]]:
    """{name of the page: forms of it in which text is typed}."""
    found = {}
    for name, view in takers():
        reached = sorted(form.__name__ for form in set(forms_of(view, set())) if asks_for_text(form))
        if reached:
            found[name] = reached
    return found


def test_each_form_in_which_text_is_typed_keeps_it():
    found = with_text()
    lost = {name: kinds for name, kinds in found.items() if form_at(name, {}) is None}
    assert set(lost) == set(KEEPS_NOTHING), lost


def test_the_search_finds_forms_however_their_fields_are_made():
    """Declared, made in a method, taken from a table, behind a function of another package."""
    found = with_text()
    wanted = {
        "cases:note_create": "NoteForm",
        "cases:secrecy_edit": "SecrecyForm",
        "cases:entry_create": "ServiceForm",
        "cases:consent_record": "ConsentForm",
        "reports:digest_detail": "DigestReviewForm",
        "reminders:calendar_edit": "CalendarForm",
    }
    assert {name for name, form in wanted.items() if form in found.get(name, [])} == set(wanted), found
    assert "cases:call_begin" not in found and "cases:cover_create" not in found
