"""Between a form and an action."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import DomainError

# The refusal of an action whose row has another version than the form was made from.
CHANGED = "changed_meanwhile"
VERSION = "version"


def attempt(form: forms.BaseForm, action: Callable[..., Any], /, **arguments: Any) -> bool:
    """Run `action`; a refusal becomes errors of `form`, whose typed values stay. What it returned is `form.result`."""
    try:
        form.result = action(**arguments)  # type: ignore[attr-defined]
    except DomainError as refusal:
        form.add_error(None, ValidationError(str(refusal.shown), code=refusal.code))
        if refusal.code == CHANGED:
            _show_theirs(form)
    except ValidationError as error:
        _add_errors(form, error)
    else:
        return True
    return False


def _add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Errors of fields that the form does not have stand above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name != NON_FIELD_ERRORS and name in form.fields else None, errors)


def status_of(form: forms.BaseForm) -> int:
    """The status of a page with this form: 409 where somebody saved first, else 200."""
    return 409 if form.is_bound and form.has_error(NON_FIELD_ERRORS, CHANGED) else 200


def _show_theirs(form: forms.BaseForm) -> None:
    """Say at each field that stands otherwise now what stood and what stands there, and take up the version of now.

    So nothing is overwritten unseen, and to send the form once more is a choice. The form's `initial` is what stands there
    now. A form that has nothing there but its version can say nothing of it, and stays refused, unless its page shows what
    stands there now: then `form.told()` is the sentence on who saved it and when. `form.before(version)`, where a view sets
    it, is {field name: value} of what stood there in the version that the form was made from, as far as that is kept; of a
    field that nobody else changed nothing is said.
    """
    if VERSION not in form.fields or VERSION not in form.initial:
        return
    told = getattr(form, "told", None)
    if told is not None:
        form.add_error(None, ValidationError(told(), code=CHANGED))
    elif len(form.initial) > 1:
        _tell_fields(form)
    else:
        return
    data: Any = form.data
    form.data = data = data.copy()
    data[form.add_prefix(VERSION)] = form.initial[VERSION]


def _tell_fields(form: forms.BaseForm) -> None:
    clean = dict(form.cleaned_data)
    before: dict[str, Any] = form.before(clean[VERSION]) if hasattr(form, "before") else {}
    for name, field in form.fields.items():
        now = form.get_initial_for_field(field, name)
        if name == VERSION or field.widget.is_hidden or not field.has_changed(now, form[name].data):
            continue
        if name in before:
            if (before[name] or None) == (now or None):
                continue
            form.add_error(name, ValidationError(_there(field, before[name], _BEFORE), code=CHANGED))
        form.add_error(name, ValidationError(_there(field, now, _NOW), code=CHANGED))
    # An error takes the clean value away, which views still read.
    form.cleaned_data = clean


# Sentences for nothing, for a value in words, and for one that has none.
_NOW = (
    gettext_lazy("Nothing stands here now."),
    gettext_lazy("Stands here now: %(words)s"),
    gettext_lazy("Something else stands here now."),
)
_BEFORE = (
    gettext_lazy("Nothing stood here when you began."),
    gettext_lazy("Stood here when you began: %(words)s"),
    gettext_lazy("Something else stood here when you began."),
)


def _there(field: forms.Field, value: Any, sentences: tuple[Any, Any, Any]) -> str:
    """What stands or stood in a field, in words."""
    nothing, words_for, other = sentences
    if value in (None, "", [], {}, ()):
        return str(nothing)
    words = _in_words(field, value)
    return str(words_for) % {"words": words} if words else str(other)


def _in_words(field: forms.Field, now: Any) -> str:
    """A value as people read it; empty for one that has no words of its own."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if now else _("No")
    if choices := getattr(field, "choices", None):
        flat = {
            str(code): str(label)
            for value, words in choices
            for code, label in (words if isinstance(words, list | tuple) else [(value, words)])
        }
        return _(", ").join(flat.get(str(one), "") for one in (now if isinstance(now, list | tuple | set) else [now]))
    if isinstance(now, datetime | date | time):
        return str(formats.localize(now))
    return str(now) if isinstance(now, str | int | float) else ""
