"""Between a form and an action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from common.errors import DomainError


def attempt(form: forms.BaseForm, action: Callable[..., Any], /, **arguments: Any) -> bool:
    """Run `action`; a refusal becomes errors of `form`, whose typed values stay. What it returned is `form.result`."""
    try:
        form.result = action(**arguments)  # type: ignore[attr-defined]
    except DomainError as refusal:
        form.add_error(None, ValidationError(str(refusal.shown), code=refusal.code))
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
