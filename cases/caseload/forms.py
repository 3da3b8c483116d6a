"""The filters of the list. A value that no list knows is no filter."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from cases.access import BY_GRANT
from cases.case.choices import Stage
from cases.caseload.choices import SIZES, CaseFilter, Only, Opened, Whose
from cases.colleagues import ColleagueField
from common.numbers import whole_number


class CaseFilterForm(forms.Form):
    """Sent by GET. What it holds are codes and public ids of colleagues, never a word about a person."""

    list = forms.ChoiceField(required=False, choices=Whose.choices, widget=forms.HiddenInput())
    opened = forms.ChoiceField(label=_("Open or closed"), required=False, choices=Opened.choices)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *Stage.choices])
    only = forms.ChoiceField(label=_("Needs a look"), required=False, choices=[("", _("All cases")), *Only.choices])

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        if user.role != Role.CASEWORKER:
            del self.fields["list"]
        if user.role == Role.COORDINATOR:
            colleagues = User.objects.visible_to(user).active().filter(role__in=BY_GRANT).order_by("display_name")
            self.fields["worker"] = ColleagueField(
                label=_("Worker"), required=False, queryset=colleagues, empty_label=_("All colleagues")
            )


def filter_from(data: QueryDict, form: CaseFilterForm, user: User) -> CaseFilter:
    """The filter that a query string means; wrong values count as absent."""
    form.is_valid()
    held: dict[str, Any] = form.cleaned_data
    whose = Whose(held.get("list") or Whose.MINE) if user.role == Role.CASEWORKER else Whose.ALL
    before, size = whole_number(data.get("before")), whole_number(data.get("size"))
    return CaseFilter(
        whose=whose,
        opened=Opened(held.get("opened") or Opened.OPEN),
        stage=held.get("stage") or "",
        worker=held.get("worker"),
        only=held.get("only") or "",
        size=size if size in SIZES else SIZES[0],
        before=before,
        after=None if before is not None else whole_number(data.get("after")),
    )
