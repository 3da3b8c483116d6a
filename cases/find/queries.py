"""Finding a case: by number in the database, by whole numbers through tokens, by names opened in memory.

Only cases that the user may open are opened, and only their list rows are told beyond those. Each step asks the same
questions of the database whether a record that the user may not see is there or not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from accounts.choices import Relation, Role
from accounts.matrix import COMPARED, FINDS
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.case.querysets import CaseQuerySet
from cases.find.choices import Term, Why
from cases.models import Case, ConflictBlock, Dependant
from common.shown import show
from encryption.blind_index import is_same, tokens_to_find
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.normal import fold
from encryption.principal import current_principal
from encryption.registry import SearchColumn, search_column
from encryption.token_tables import BlindToken

# Names are opened in so many cases, the newest, so many at once.
MOST_NAMES = 5000
AT_ONCE = 500
MOST_FOUND = 50

ALIAS, NAME_USED, DEPENDANT = "cases.case.alias", "cases.case.name_used", "cases.dependant.name"
WHY_OF = {
    "cases.contactsheet.phone": Why.PHONE,
    "cases.contactsheet.other_phone": Why.PHONE,
    "cases.person.identity_number": Why.DOCUMENT,
    "cases.person.documents": Why.DOCUMENT,
    "cases.legalsheet.papers": Why.DOCUMENT,
    ALIAS: Why.ALIAS,
}
ORDER = list(Why)
# What the check of a new intake looks for.
CHECKED = tuple(label for label, why in WHY_OF.items() if why in {Why.PHONE, Why.DOCUMENT})


@dataclass(frozen=True)
class Found:
    """One case and why it is among the results. Of a team-mate's case only what a list shows; it cannot be opened."""

    case: Case
    alias: Any
    why: Why
    can_open: bool


@dataclass
class Finds:
    """What a search gave, the best reason first. `exact`: the one case whose number was asked for."""

    lines: list[Found] = field(default_factory=list)
    exact: Case | None = None
    is_cut: bool = False
    names_stopped: bool = False
    compared: int = 0


def finds_of(user: User, term: Term) -> Finds:
    """Everything that `user` may know of and that fits `term`. Raises IndexOutOfDate."""
    finds = Finds()
    visible, team = Case.objects.visible_to(user), Case.objects.listed_to(user)
    hits: dict[UUID, tuple[Case, Why, bool]] = {}
    if term.reference or term.serial:
        number = {"reference": term.reference} if term.reference else {"serial": term.serial}
        mine, theirs = list(visible.filter(**number)), list(team.filter(**number))
        _add(hits, mine, Why.REFERENCE, True)
        _add(hits, theirs, Why.REFERENCE, False)
        if mine and term.is_whole_number:
            finds.exact = mine[0]
    if finds.exact is None and not term.reference:
        for case, why in _by_tokens(user, visible, term.text):
            _add(hits, [case], why, True)
        if term.has_words:
            for case, why in _by_names(user, visible, term, finds):
                _add(hits, [case], why, True)
            for case in _by_team_alias(user, team, term, finds, set(hits)):
                _add(hits, [case], Why.ALIAS, False)
    chosen = sorted(hits.values(), key=lambda hit: (ORDER.index(hit[1]), -hit[0].serial))
    finds.is_cut = len(chosen) > MOST_FOUND
    finds.lines = _lines(user, chosen[:MOST_FOUND])
    return finds


def _add(hits: dict[UUID, tuple[Case, Why, bool]], cases: Iterable[Case], why: Why, can_open: bool) -> None:
    """Each case once: as one that can be opened if it can, with the first reason."""
    for case in cases:
        hits.setdefault(case.pk, (case, why, can_open))


def _lines(user: User, hits: list[tuple[Case, Why, bool]]) -> list[Found]:
    principal = current_principal()
    for can_open, relation in ((True, relation_of_visible(user)), (False, Relation.TEAM)):
        # What was opened to compare it is in scope, with its keys.
        new = [case for case, _why, opens in hits if opens == can_open and not principal.clearance_for(case.pk)]
        admit_cases(user, new, relation, [FieldClass.IDENTITY])
    return [Found(case, show(case.alias, "find"), why, can_open) for case, why, can_open in hits]


def _by_tokens(user: User, visible: CaseQuerySet, text: str) -> Iterator[tuple[Case, Why]]:
    """Cases with this whole number or alias: candidates of the tokens, opened and compared."""
    wanted = tokens_to_find(user.organisation_id, [label for label in WHY_OF if label in FINDS[Role(user.role)]], text)
    cases = list(visible.filter(pk__in=wanted.values("scope_id")).order_by("-serial")[: MOST_FOUND + 1])
    if not cases:
        return
    admit_cases(user, cases, relation_of_visible(user), [FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LEGAL])
    known = {case.pk: case for case in cases}
    for case_id, column in confirmed(wanted.filter(scope_id__in=list(known)), text):
        yield known[case_id], WHY_OF[column.label]


def confirmed(candidates: QuerySet[BlindToken, BlindToken], text: str) -> Iterator[tuple[UUID, SearchColumn]]:
    """(case, column) of the candidates whose value is really the one looked for. Their cases must be in scope."""
    by_column: dict[int, dict[UUID, UUID]] = {}
    for number, row_id, scope_id in candidates.values_list("column", "row_id", "scope_id"):
        by_column.setdefault(number, {})[row_id] = scope_id
    columns = sorted((search_column(label) for label in WHY_OF), key=lambda column: ORDER.index(WHY_OF[column.label]))
    for column in columns:
        row_ids = by_column.get(column.how.number, {})
        if not row_ids:
            continue
        model: Any = apps.get_model(column.model_label)
        for row in model._default_manager.filter(pk__in=list(row_ids)):
            held = show(getattr(row, column.field_name), "find")
            if held and is_same(column.label, held.value, text):
                yield row_ids[row.pk], column


def _by_names(user: User, visible: CaseQuerySet, term: Term, finds: Finds) -> Iterator[tuple[Case, Why]]:
    """Alias, name used, and names of children and relatives, any part: opened in the newest cases, some at a time."""
    has_dependants = DEPENDANT in FINDS[Role(user.role)]
    for cases in _chunks(visible, finds):
        admit_cases(user, cases, relation_of_visible(user), [FieldClass.IDENTITY])
        names: dict[UUID, bool] = {}
        if has_dependants:
            rows = Dependant.objects.filter(case__in=[case.pk for case in cases], name__isnull=False)
            names = {
                row.case_id: True for row in rows.only("case_id", "organisation_id", "name") if _fits(row.name, term)
            }
        for case in cases:
            if _fits(case.alias, term):
                yield case, Why.ALIAS
            elif _fits(case.name_used, term):
                yield case, Why.NAME
            elif case.pk in names:
                yield case, Why.DEPENDANT


def _by_team_alias(user: User, team: CaseQuerySet, term: Term, finds: Finds, known: set[UUID]) -> Iterator[Case]:
    """Cases of team-mates by their alias, which the list of the team shows anyway."""
    for cases in _chunks(team, finds):
        others = [case for case in cases if case.pk not in known]
        admit_cases(user, others, Relation.TEAM, [FieldClass.IDENTITY])
        yield from (case for case in others if _fits(case.alias, term))


def _chunks(cases: CaseQuerySet, finds: Finds) -> Iterator[list[Case]]:
    """The newest cases first; says in `finds` when it did not come to the end."""
    before, left = None, MOST_NAMES
    while True:
        rows = cases if before is None else cases.filter(serial__lt=before)
        found = list(rows.order_by("-serial")[: AT_ONCE + 1])
        more, chunk = len(found) > AT_ONCE, found[:AT_ONCE]
        finds.compared += len(chunk)
        yield chunk
        left -= len(chunk)
        if not more:
            return
        if left <= 0:
            finds.names_stopped = True
            return
        before = chunk[-1].serial


def _fits(sealed: Any, term: Term) -> bool:
    held = show(sealed, "find")
    return bool(held) and term.folded in fold(held.value)


@dataclass
class Same:
    """Cases that hold a number already. `known`: those that the user may list; `is_hidden`: there is one beyond them."""

    known: list[Case] = field(default_factory=list)
    is_hidden: bool = False
    ask: User | None = None


def same_as(user: User, text: str) -> Same:
    """Whether a case of the organisation holds one of the numbers in `text`. A conflict block hides its case from this too.

    Cases that the user may not open are opened to compare this one column, and are out of scope again afterwards.
    """
    wanted = tokens_to_find(user.organisation_id, CHECKED, text)
    near = Case.objects.filter(organisation_id=user.organisation_id).not_blocked_for(user)
    cases = list(near.filter(pk__in=wanted.values("scope_id")).order_by("-serial")[:MOST_FOUND])
    if not cases:
        return Same()
    ids = [case.pk for case in cases]
    principal = current_principal()
    try:
        for case in cases:
            principal.admit(case.pk, COMPARED)
        preload([(case.organisation_id, case.pk) for case in cases], [FieldClass.IDENTITY, FieldClass.CONTACT])
        meant = {case_id for case_id, _column in confirmed(wanted.filter(scope_id__in=ids), text)}
    finally:
        for case_id in ids:
            principal.expel(case_id)
    shown = set(Case.objects.visible_to(user).filter(pk__in=meant).values_list("pk", flat=True))
    shown |= set(Case.objects.listed_to(user).filter(pk__in=meant).values_list("pk", flat=True))
    hidden = meant - shown
    return Same(
        [case for case in cases if case.pk in shown], bool(hidden), whom_to_ask(user, hidden) if hidden else None
    )


def whom_to_ask(user: User, case_ids: set[UUID]) -> User | None:
    """A coordinator who may open these cases. None: nobody is named."""
    kept_away = ConflictBlock.objects.filter(case__in=case_ids, lifted_at__isnull=True).values("user_id")
    colleagues = User.objects.visible_to(user).with_role(Role.COORDINATOR)
    found: User | None = colleagues.exclude(pk__in=kept_away).order_by("display_name", "pk").first()
    return found


def is_alias_in_use(user: User, alias: str) -> bool:
    """Whether an open case that the user may list has this alias, however many there are. Of others nothing is learnt."""
    reading(Tag.CASE_LIST)
    wanted = tokens_to_find(user.organisation_id, [ALIAS], alias).values("scope_id")
    for cases, relation in (
        (Case.objects.visible_to(user), relation_of_visible(user)),
        (Case.objects.listed_to(user), Relation.TEAM),
    ):
        found = list(cases.open().filter(pk__in=wanted)[:MOST_FOUND])
        admit_cases(user, found, relation, [FieldClass.IDENTITY])
        for case in found:
            held = show(case.alias, "compare")
            if held and is_same(ALIAS, held.value, alias):
                return True
    return False
