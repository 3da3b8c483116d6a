"""The filters of the list. A value that no list knows is no filter."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from cases.access import BY_GRANT
from cases.case.choices import Stage
from cases.caseload.choices import SIZES, Opened, Whose


class CaseFilterForm(forms.Form):
    """Sent by GET. What it holds are codes and public ids of colleagues, never a word about a person."""

    list = forms.ChoiceField(required=False, choices=Whose.choices, widget=forms.HiddenInput())
    opened = forms.ChoiceField(label=_("Open or closed"), required=False, choices=Opened.choices)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *Stage.choices])
    worker = forms.ModelChoiceField(
        label=_("Worker"),
        required=False,
        queryset=User.objects.none(),
        to_field_name="pid",
        empty_label=_("All colleagues"),
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        if user.role != Role.CASEWORKER:
            del self.fields["list"]
        if user.role == Role.COORDINATOR:
            colleagues = User.objects.visible_to(user).active().filter(role__in=BY_GRANT).order_by("display_name")
            self.fields["worker"].queryset = colleagues
            self.fields["worker"].label_from_instance = lambda colleague: colleague.display_name
        else:
            del self.fields["worker"]


@dataclass(frozen=True)
class CaseFilter:
    """Which cases, how many, and from where on. `before` and `after` are serials; at most one of them is set."""

    whose: Whose = Whose.ALL
    opened: Opened = Opened.OPEN
    stage: str = ""
    worker: User | None = None
    size: int = SIZES[0]
    before: int | None = None
    after: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether more could be found without filters."""
        return bool(self.opened != Opened.OPEN or self.stage or self.worker)


def filter_from(data: QueryDict, form: CaseFilterForm, user: User) -> CaseFilter:
    """The filter that a query string means; wrong values count as absent."""
    form.is_valid()
    held: dict[str, Any] = form.cleaned_data
    whose = Whose(held.get("list") or Whose.MINE) if user.role == Role.CASEWORKER else Whose.ALL
    before = _number(data.get("before"))
    return CaseFilter(
        whose=whose,
        opened=Opened(held.get("opened") or Opened.OPEN),
        stage=held.get("stage") or "",
        worker=held.get("worker"),
        size=_number(data.get("size")) if _number(data.get("size")) in SIZES else SIZES[0],
        before=before,
        after=None if before is not None else _number(data.get("after")),
    )


def _number(text: str | None) -> int | None:
    """A whole number that fits a serial, or None."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None
