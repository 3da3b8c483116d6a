"""Tags and filters of all templates (a builtin library: no template loads it)."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget, Input
from django.template import Context
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.answers import NoAnswer, unanswered
from common.icons import ICONS
from common.partial_dates import PartialDate
from common.shown import Shown, State, show

register = template.Library()

PILLS_UP_TO = 5
PILL_LETTERS = 48
TEXT_LIMIT = 10_000
_FREE_TEXT = frozenset({"text", "search"})


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of common/icons.py by its name; an unknown name is an error, not a hole."""
    return ICONS[name]


# --- values ---------------------------------------------------------------------------------------------------


def words(value: Any) -> str:
    """A plain value as words: yes and no, dates in the reader's language, lists with commas, not-known answers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(local, "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, dict):
        return _dict_words(value)
    if isinstance(value, list | tuple):
        return _(", ").join(words(part) for part in value)
    return str(value)


def _dict_words(value: dict[str, Any]) -> str:
    if missing := unanswered(value):
        return missing.words
    if "y" in value:
        return PartialDate.from_json(value).words
    return _(", ").join(words(part) for part in value.values())


def _as_shown(value: Any) -> Shown:
    """A sealed cell is asked; a Shown stays; anything else is a value or empty."""
    if isinstance(value, Shown):
        return value
    if hasattr(value, "may_reveal"):
        return show(value)
    return Shown(State.EMPTY) if value is None or value in ("", [], ()) else Shown(State.VALUE, value)


def _labelled(value: Any, choices: Any) -> Any:
    pairs = dict(getattr(choices, "choices", choices) or ())
    if isinstance(value, list | tuple):
        return [pairs.get(part, part) for part in value]
    return pairs.get(value, value)


@register.inclusion_tag("parts/_shown.html", takes_context=True)
def shown(context: Context, value: Any, choices: Any = None, **extra: Any) -> dict[str, Any]:
    """A value in its place: words, or the mark that says why there are none.

    extra: label, reveal_url, ask_url, field, empty, alone, again; revealed: seconds until it is covered again.
    """
    cell = _as_shown(value)
    text = words(_labelled(cell.value, choices) if choices else cell.value)
    said = {"state": cell.state.value, "text": text, "is_unanswered": unanswered(cell.value) is not None}
    return {**extra, **said, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def shown_text(value: Any, choices: Any = None) -> str:
    """The same inside a line of text: words or one word of why not, never a button."""
    cell = _as_shown(value)
    if cell:
        return words(_labelled(cell.value, choices) if choices else cell.value)
    others = {State.EMPTY: "", State.ERASED: _("Erased"), State.TAMPERED: _("Cannot be shown")}
    return others.get(cell.state, _("Restricted"))


@register.simple_tag
def initials(value: Any) -> str:
    """Two letters of an alias for the square beside it; a dot where there is nothing to show."""
    cell = _as_shown(value)
    return str(cell.value)[:2] if cell else "·"


@register.filter
def is_there(value: Any) -> bool:
    """Whether a place for it is drawn: false for nothing at all, true for what is filled, locked or broken."""
    return (
        value.state != State.EMPTY
        if isinstance(value, Shown)
        else value is not None and not isinstance(value, str | list) or bool(value)
    )


@register.filter
def bdi(value: Any) -> SafeString:
    """Numbers, aliases and phone numbers keep their own direction inside a line of another one."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def colon(label: Any) -> str:
    """A label with the colon of the language, before what it stands for; a question keeps its own mark."""
    text = str(label)
    return text if text.endswith(("?", "؟")) else _("%(label)s:") % {"label": text}


@register.filter
def partial_date(value: Any) -> str:
    """A partial date, or its stored shape, as words: "About 1998", "March 2024"."""
    return words(value)


# --- parts that hold other markup -------------------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, title: str = "", **extra: Any) -> str:
    """A white card: {% card title more_url=... more=... tone="draft" bare=True id=... %} ... {% endcard %}."""
    extra.setdefault("id", "card-" + (slugify(title, allow_unicode=True) or "x"))
    return render_to_string("parts/card.html", {"content": content, "title": title, **extra})


@register.simple_block_tag
def page_head(content: str, heading: str, text: str = "") -> str:
    """The only h1, a line under it, and the page's acts: {% page_head heading text %}buttons{% endpage_head %}."""
    return render_to_string(
        "parts/page_head.html", {"acts": SafeString(content.strip()), "heading": heading, "text": text}
    )


@register.simple_block_tag
def note(content: str, tone: str = "", icon: str = "info") -> str:
    """A notice in the page: {% note tone="soon" icon="alert" %} ... {% endnote %}."""
    return format_html('<div class="note {}">{}<div>{}</div></div>', tone, ICONS[icon], content)


@register.simple_tag
def chip(text: str, tone: str = "", icon: str = "") -> SafeString:
    """A state as word, colour and if wanted an icon: {% chip _("2 days late") "late" "alert" %}."""
    return format_html('<span class="chip {}">{}{}</span>', tone, ICONS[icon] if icon else "", text)


@register.inclusion_tag("parts/bars.html")
def bars(rows: Iterable[tuple[str, int]] | Mapping[str, int], soft_from: int = 99) -> dict[str, Any]:
    """Counts as bars, the longest one full: {% bars [("Active support", 6), ...] %}."""
    pairs = list(rows.items() if isinstance(rows, Mapping) else rows)
    most = max((count for _label, count in pairs), default=0) or 1
    return {
        "rows": [
            {"label": label, "count": count, "width": round(100 * count / most), "soft": place >= soft_from}
            for place, (label, count) in enumerate(pairs)
        ]
    }


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The one-time key of a form, after each {% csrf_token %}: what is sent twice acts once. One key for a whole page."""
    request = context.get("request")
    key = getattr(request, "once_key", "") or secrets.token_urlsafe(16)
    if request is not None:
        request.once_key = key
    return format_html('<input type="hidden" name="once" value="{}">', key)


# --- fields -----------------------------------------------------------------------------------------------------


@register.simple_tag
def look_of(field: BoundField) -> str:
    """tick, pills, cards or own. A widget may say it itself with an attribute `look`."""
    widget = field.field.widget
    if chosen := getattr(widget, "look", ""):
        return str(chosen)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "cards"
    if isinstance(widget, forms.RadioSelect):
        labels = [str(label) for _value, label in widget.choices]
        return "pills" if len(labels) <= PILLS_UP_TO and sum(map(len, labels)) <= PILL_LETTERS else "cards"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "own"


@register.simple_tag
def option_tag(field: BoundField, option: Any) -> str:
    """The input of one choice. A widget's `opens` names the values that show the follow-up below the field."""
    if str(option.data["value"]) in getattr(field.field.widget, "opens", ()):
        option.data["attrs"]["data-opens"] = True
    return conditional_escape(option.tag())


@register.filter
def is_quiet(option: Any) -> bool:
    """Whether a choice is one of the not-known answers, which stand back a little."""
    return str(option.data["value"]) in NoAnswer.values


@register.simple_tag
def control(field: BoundField) -> str:
    """The control itself, with what every control of ours carries."""
    widget = field.field.widget
    own = widget.attrs
    attrs: dict[str, Any] = {}
    if isinstance(widget, forms.Textarea):
        # Ten rows is only what Django says when nobody chose.
        attrs = {"dir": "auto", "autocomplete": "off", "rows": 3 if str(own.get("rows")) == "10" else own["rows"]}
        # A browser would cut a long text that is pasted and say nothing; the form says it and keeps all of it.
        attrs["maxlength"] = False
    elif isinstance(widget, forms.Select):
        attrs = {"autocomplete": "off"}
    elif isinstance(widget, Input) and not isinstance(widget, forms.CheckboxInput):
        attrs = {"class": f"in-text {own.get('class', '')}".strip()}
        if widget.input_type in _FREE_TEXT:
            attrs["dir"] = "auto"
        if widget.input_type not in {"file", "password"}:
            attrs["autocomplete"] = "off"
    for name in ("dir", "autocomplete"):
        if name in own:
            attrs.pop(name, None)
    return conditional_escape(field.as_widget(attrs=attrs))


@register.simple_tag
def first_control_id(field: BoundField) -> str:
    """Where a link of the error summary goes: the first control of a group, else the control."""
    if field.use_fieldset and isinstance(field.field.widget, ChoiceWidget | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
