"""Texts of forms that came when nobody could take them: signed out, locked, or with a token of yesterday.

Whose they are is known either from the session that just ended, or from the mark in the form. In the second case they
wait in the new session, which lies sealed in the database, until that person signs in; for anybody else they are dropped.
"""

from typing import Any

from django.http import HttpRequest

from common.drafts.actions import MOST_BYTES, keep_form
from common.drafts.kinds import form_of, kind_named
from common.drafts.typed import MARK, as_sent, is_for, is_ours, typed_in
from common.errors import DomainError, NotAllowed

WAITING = "waiting_texts"
# More tabs than this nobody has open at the end of a day.
MOST_WAITING = 5


def keep_for(request: HttpRequest, owner: Any) -> str:
    """Make the form that `request` sends a draft of `owner`; answers the page to go on at, "" if nothing was kept.

    Needs the owner's principal. A form that was made for somebody else is theirs alone.
    """
    form = form_of(request)
    mark = request.POST.get(MARK, "")
    if form is None or (mark and not is_for(mark, owner)):
        return ""
    kind, key = form
    try:
        return keep_form(owner=owner, kind=kind, key=key, data=request.POST)
    except (DomainError, NotAllowed):
        return kind.page(key)


def keep_waiting(request: HttpRequest) -> str:
    """Nobody is signed in: let the form wait for the person it was made for. Answers its page, "" if nothing waits."""
    form = form_of(request)
    mark = request.POST.get(MARK, "")
    if form is None or not is_ours(mark):
        return ""
    kind, key = form
    typed = typed_in(request.POST)
    if kind.store is not None:
        # Which button was pressed and which page it was are part of it.
        typed |= {name: request.POST.getlist(name) for name in ("key", "once") if name in request.POST}
    if sum(len(value) for values in typed.values() for value in values) <= MOST_BYTES:
        waiting = [*request.session.get(WAITING, []), {"kind": kind.name, "key": key, "mark": mark, "typed": typed}]
        request.session[WAITING] = waiting[-MOST_WAITING:]
    return kind.page(key)


def take_waiting(request: HttpRequest, owner: Any) -> None:
    """`owner` has signed in: what waited for this person becomes drafts, the rest is dropped. Needs the principal."""
    for held in request.session.pop(WAITING, []):
        kind = kind_named(held["kind"])
        if kind is not None and is_for(held["mark"], owner):
            try:
                keep_form(owner=owner, kind=kind, key=held["key"], data=as_sent(held["typed"]))
            except (DomainError, NotAllowed):
                continue
