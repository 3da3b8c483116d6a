"""Searching: allowed, limited, and recorded without what was looked for."""

import time
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from accounts.matrix import Act, may
from accounts.models import User
from audit.record import record
from audit.scopes import current_scope
from audit.tags import Tag
from cases.fence.actions import pass_find
from cases.find.choices import Term, read_term
from cases.find.queries import Finds, Same, finds_of, same_as
from cases.find.states import NumbersNotSearchable, TooManyFinds
from common.access import require
from encryption.blind_index import IndexOutOfDate
from encryption.digests import keyed_digest
from encryption.frame import prefixed

HOUR = 60 * 60
# Of the digest that the trail keeps: enough to tell that two searches were for the same, and nothing else.
DIGEST_LETTERS = 32


def find_case(*, actor: User, text: str) -> Finds:
    """Look for a case. The trail gets one row: a keyed digest of the term, how many cases were opened, how many told.

    Refused: a role that does not search (NotAllowed), more than `FINDS_PER_HOUR` (TooManyFinds), more
    results within the hour than `HITS_PER_HOUR` (StepUpNeeded).
    """
    require(may(actor, Act.CASE_FIND))
    pass_find(actor)
    count_find(actor)
    term = read_term(text)
    try:
        finds = finds_of(actor, term)
    except IndexOutOfDate:
        raise NumbersNotSearchable from None
    record_find(actor, term, found=len(finds.lines), cases=[line.case.pk for line in finds.lines])
    return finds


def check_case(*, actor: User, text: str) -> Same:
    """Look whether a number that was typed into a new intake is known already. Counts and is recorded as a search.

    Refused: as `find_case`, for whoever may not begin a case.
    """
    require(may(actor, Act.CASE_CREATE))
    count_find(actor)
    try:
        same = same_as(actor, text)
    except IndexOutOfDate:
        raise NumbersNotSearchable from None
    found = len(same.known) + same.is_hidden
    record_find(actor, read_term(text), found=found, cases=[case.pk for case in same.known], is_check=True)
    return same


def count_find(actor: User) -> None:
    """One search more in this hour. Raises TooManyFinds beyond the limit; that too is counted and recorded."""
    key = f"find:{actor.pk}:{int(time.time()) // HOUR}"
    try:
        count = cache.incr(key)
    except ValueError:
        cache.add(key, 0, HOUR)
        count = cache.incr(key)
    if count > settings.FINDS_PER_HOUR:
        raise TooManyFinds


def record_find(actor: User, term: Term, *, found: int, cases: list[UUID], is_check: bool = False) -> None:
    """The row of one search. Of the cases that were opened it names those that were told, and counts the others."""
    scope = current_scope()
    opened = 0
    if scope is not None:
        opened = len(scope.pending.touched)
        scope.pending.name_only(cases)
    digest = keyed_digest("find", prefixed(actor.organisation_id.bytes, term.folded.encode()))
    record(
        actor,
        Tag.CASE_SEARCH,
        term=digest.hex()[:DIGEST_LETTERS],
        found=found,
        opened=opened,
        why="check" if is_check else "find",
    )
