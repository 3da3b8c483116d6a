"""Forms that keep drafts: `<form method="post"{% drafted form %}>`, and `parts/draft_line.html` inside it.

A draft reaches a form only when it is drawn. No view ever sees it, so none can take it for something that was sent.
"""

from datetime import datetime
from typing import Any

from django import forms, template
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.template import Context
from django.urls import Resolver404, resolve, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.drafts.kinds import NO_KEY, form_at, form_of
from common.drafts.models import Draft
from common.drafts.typed import as_sent, mark_for
from common.shown import show

register = template.Library()


@register.simple_tag(takes_context=True)
def drafted(context: Context, form: forms.BaseForm | None = None, action: str = "") -> SafeString:
    """The attribute by which the script keeps what is typed; puts the own draft back into `form`.

    `action`: the address the form is sent to, where it is not the page's own. Afterwards `draft` holds the draft that was
    put back, if there was one, `draft_when` its time in words and `draft_off` the address that throws it away.
    """
    request: HttpRequest = context["request"]
    found = _at(action) if action else form_of(request)
    if found is None or not request.user.is_authenticated:
        return SafeString("")
    kind, key = found
    context["draft"] = None
    names = [kind.name, key or NO_KEY]
    if isinstance(form, forms.BaseForm) and not form.is_bound:
        draft: Any = Draft.objects.visible_to(request.user).filter(kind=kind.stored, key=key).first()
        if draft is not None and restore(context, form, draft):
            context["draft"], context["draft_when"] = draft, when(draft.updated_at)
            context["draft_off"] = reverse("common:draft_discard", args=names)
    return format_html(' data-draft="{}"', reverse("common:draft_keep", args=names))


def when(moment: datetime) -> str:
    """The time, and the day before it unless it is today; by the office's clock."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return formats.date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")


def _at(action: str) -> Any:
    try:
        match = resolve(action)
    except Resolver404:
        return None
    return form_at(match.view_name, match.kwargs)


def restore(context: Context, form: forms.BaseForm, draft: Draft) -> bool:
    """Show in `form` what was typed, without a word on what is missing; False if it cannot be opened.

    The version it was typed against comes back with it: what a colleague changed since is a conflict, as it should be.
    """
    held = show(draft.content, "draft")
    if not held:
        return False
    data = as_sent(held.value)
    form.data, form.is_bound = data, True
    form.cleaned_data = {}
    vars(form)["_errors"] = ErrorDict()
    if "version" in data:
        context["version"] = data["version"]
    return True


@register.simple_tag
def draft_mark(request: HttpRequest) -> str:
    """For a form whose draft the view itself put back: says for whom the form was made."""
    return mark_for(request.user) if request.user.is_authenticated else ""
