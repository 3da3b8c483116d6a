"""Between a form and an action."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

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
    """Say at each field that stands otherwise now what stands there, and take up the version of now.

    So nothing is overwritten unseen, and to send the form once more is a choice. The form's `initial` is what stands there
    now; a form that has nothing there but its version can say nothing of it, and stays refused.
    """
    if VERSION not in form.fields or VERSION not in form.initial or len(form.initial) == 1:
        return
    clean = dict(form.cleaned_data)
    for name, field in form.fields.items():
        now = form.get_initial_for_field(field, name)
        if name != VERSION and not field.widget.is_hidden and field.has_changed(now, form[name].data):
            form.add_error(name, ValidationError(_there_now(field, now), code=CHANGED))
    # An error takes the clean value away, which views still read.
    form.cleaned_data = clean
    data: Any = form.data
    form.data = data = data.copy()
    data[form.add_prefix(VERSION)] = form.initial[VERSION]


def _there_now(field: forms.Field, now: Any) -> str:
    """What stands in a field now, in words."""
    if now in (None, "", [], {}, ()):
        return _("Nothing stands here now.")
    words = _in_words(field, now)
    return _("Stands here now: %(words)s") % {"words": words} if words else _("Something else stands here now.")


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
