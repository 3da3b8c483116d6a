"""The page on which the second editor chooses, and what comes back from it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import StaffRequest
from audit.record import one_transaction
from cases.case.page import CasePage
from cases.conflict.queries import THEIRS, Clash, authors_of, changed_by, clashes_of
from cases.conflict.sheets import Typed
from cases.history.actions import keep_unsaved
from common.numbers import whole_number

# Names of the page's own fields; everything else in the form is what was typed.
BEGAN, VERSION, BOTH, CHOICE = "began", "version", "both", "choose_"
_OWN = frozenset({"csrfmiddlewaretoken", "once", BEGAN, VERSION, BOTH, "mark"})


def version_of(data: QueryDict, name: str = VERSION) -> int | None:
    """The version that a form carries."""
    return whole_number(data.get(name))


def began_at(data: QueryDict) -> int | None:
    """The version that the editor began with, also after a first conflict."""
    began = version_of(data, BEGAN)
    return version_of(data) if began is None else began


def typed_pairs(data: QueryDict) -> list[tuple[str, str]]:
    """Everything that was typed, to travel with the page of the conflict."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in _OWN and not name.startswith(CHOICE)
        for value in values
    ]


def is_chosen(data: QueryDict) -> bool:
    """Whether each field that only the editor can decide was decided."""
    return all(data.get(f"{CHOICE}{name}") for name in data.getlist(BOTH))


def save_typed(
    *, request: StaffRequest, page: CasePage, typed: Typed, save: Callable[[dict[str, Any], int | None], Any]
) -> bool:
    """Save what was typed, without the fields left to the colleague; false if the editor has to choose first.

    Whoever was overtaken in other fields only has nothing to choose. A text that was given up is kept as such. Raises
    CaseChangedMeanwhile if somebody saves at this very moment.
    """
    data = request.POST
    version = version_of(data)
    if not is_chosen(data):
        return False
    if version not in {None, typed.row.version} and any(clash.is_theirs_new for clash in clashes_of(typed)):
        return False
    left = {name for name in typed.values if data.get(f"{CHOICE}{name}") == THEIRS}
    # What the editor wrote and leaves to the colleague: also where the colleague changed nothing.
    given_up = [clash.name for clash in clashes_of(typed) if clash.is_yours_new and clash.name in left] if left else []
    places = [typed.place(name) for name in given_up if typed.values[name]]
    with one_transaction():
        chosen = {name: value for name, value in typed.values.items() if name not in left}
        save(chosen, None if version is None else typed.row.version)
        if places:
            keep_unsaved(actor=request.user, case=page.case, texts=places)
    return True


def conflict_page(
    request: StaffRequest,
    page: CasePage,
    *,
    title: Any,
    clashes: Iterable[Clash],
    sentence: str,
    began: int,
    version: int,
    back_url: str,
) -> HttpResponseBase:
    """Before, theirs and yours of each field, a choice, and one button. 409: somebody saved first."""
    found = list(clashes)
    missing = version_of(request.POST) == version and not is_chosen(request.POST)
    context = page.context(
        "",
        title=title,
        sentence=sentence,
        clashes=[(clash, request.POST.get(f"{CHOICE}{clash.name}") or clash.chosen) for clash in found],
        both=[clash.name for clash in found if not clash.chosen],
        typed=typed_pairs(request.POST),
        began=began,
        version=version,
        back_url=back_url,
        error=_("Choose one text for each field.") if missing else "",
    )
    return render(request, "cases/facts_conflict.html", context, status=409)


def conflict_over(request: StaffRequest, page: CasePage, typed: Typed, back_url: str) -> HttpResponseBase:
    """The same for a sheet."""
    return conflict_page(
        request,
        page,
        title=typed.section.title,
        clashes=clashes_of(typed),
        sentence=changed_by(authors_of(typed), request.user),
        began=typed.version,
        version=typed.row.version,
        back_url=back_url,
    )
