"""What the sign-in and account pages ask of templates."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from accounts.forms import language_choices

register = template.Library()


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Languages with a whole translation: code and name in its own words."""
    return language_choices()


@register.filter
def json_attribute(value: Any) -> str:
    """A value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)
