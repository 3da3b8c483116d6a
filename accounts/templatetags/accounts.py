"""What the sign-in and account pages ask of templates."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from accounts.forms import language_choices
from accounts.models import SignIn
from accounts.signin.queries import last_sign_ins, unseen_count

# The first sign that occurs counts: most browsers also call themselves by the names of others.
BROWSERS = (("Firefox", "Firefox"), ("Edg", "Edge"), ("OPR", "Opera"), ("Chrom", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)

register = template.Library()


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Languages with a whole translation: code and name in its own words."""
    return language_choices()


@register.filter
def browser_name(user_agent: str) -> str:
    """What people call the browser and the machine; a guess, for the list of own sessions only."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("Another browser"))
    machine = next((name for sign, name in MACHINES if sign in user_agent), "")
    return f"{browser}, {machine}" if machine else str(browser)


@register.simple_tag(takes_context=True)
def own_sign_ins(context: template.Context) -> list[SignIn]:
    """The last sign-ins of whoever reads the page."""
    return last_sign_ins(context["request"].user)


@register.simple_tag(takes_context=True)
def own_unseen(context: template.Context) -> int:
    """How many of them were unusual and are not known to their owner yet."""
    return unseen_count(context["request"].user)


@register.filter
def json_attribute(value: Any) -> str:
    """A value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)
