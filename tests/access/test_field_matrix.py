"""Every sealed field x everybody x every way to stand to a case: shown exactly where `accounts.matrix` says."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Relation
from accounts.demo import DEMO_USERNAMES
from accounts.matrix import clearance
from accounts.models import User
from cases.document.choices import HOLDERS
from tests.access.canaries import case_fields, fill, mark, marks_in
from tests.access.probe import ask
from tests.access.reading import ELSEWHERE, FORMS, lists, opened, pages, reads_all
from tests.access.world import ABSENT, CASES, World, visible

pytestmark = pytest.mark.django_db

ALIAS, NAME_USED = "cases.case.alias", "cases.case.name_used"
# Field -> roles whose pages have a place for it. The others are cleared for its class, and nothing shows it to them.
PLACES = {
    "cases.conflictblock.reason": {"coordinator"},
    "cases.consent.terms": {"caseworker", "coordinator"},
    "cases.opening.words": {"coordinator"},
    "cases.emergencyopening.words": {"caseworker", "coordinator"},
    "cases.emergencyopening.judgement": {"caseworker", "coordinator"},
    # The bytes of a document are on no page: they are fetched.
    **{f"cases.documentchunk.{holder}content": set() for holder in HOLDERS},
    # Shown to nobody yet: it waits for shelters.
    "cases.statussheet.in_order": set(),
    # Nothing writes these two, and no page has a place for them.
    "cases.caseclosure.agreed": set(),
    "cases.caseclosure.later_contact": set(),
    **{
        f"cases.safetysheet.{name}": {"caseworker", "coordinator"}
        for name in ("signals", "safe_word", "may_call", "avoid")
    },
}
# What stands on Today, with whoever has to do it.
TASKS = {"cases.task.words", "cases.task.health_words"}
# Fields that wait behind a lock until somebody asks for them, one by one and on record.
LOCKED = {
    *(f"cases.person.{name}" for name in ("given_name", "family_name", "other_names", "salutation", "birth_date")),
    *(f"cases.person.{name}" for name in ("documents", "identity_number")),
    *(f"cases.contactsheet.{name}" for name in ("phone", "other_phone", "email", "messenger", "post", "trusted")),
    "cases.contactsheet.must_not_know",
    *(f"cases.healthsheet.{name}" for name in ("alerts", "needs", "details")),
    *(f"cases.legalsheet.{name}" for name in ("lawyer", "papers", "notes")),
    *(f"cases.episode.{name}" for name in ("account", "places", "suspects")),
    *(f"cases.dependant.{name}" for name in ("name", "whereabouts", "needs")),
    *(f"cases.earliervalue.{name}" for name in ("identity", "contact", "health", "shared_health", "legal")),
    *(f"cases.earliervalue.{name}" for name in ("narrative", "location", "suspects")),
}


@pytest.fixture(scope="module")
def marked(world: World, clients: dict[str, Client]) -> Iterator[World]:
    """The world with a mark in every field, and names switched on in lists."""
    fill(world)
    User.objects.filter(pk__in=[user.pk for user in world.users.values()]).update(has_names_in_lists=True)
    yield world


def relation_to(member: str) -> Relation:
    """How the role stands to a case it may open."""
    return Relation.ORGANISATION if member.startswith("coordinator") else Relation.GRANT


def readable(role: str, member: str) -> set[str]:
    """What the table opens for the role."""
    cleared = clearance(role, relation_to(member))
    return {
        declared.label
        for declared in case_fields()
        if cleared.may_read(declared.field_class, declared.label) and role in PLACES.get(declared.label, {role})
    }


def in_team_list(member: str, relation: str) -> bool:
    """Whether the row stands in the list of the own team."""
    if member == "caseworker":
        return relation in {"own", "closed", "team", "ended", "expired", "emergency", "cover ended"}
    return member == "caseworker2" and relation in {"own", "closed", "team"}


def test_every_sealed_field_has_a_mark_of_its_own():
    marks = [mark(declared.label, relation) for declared in case_fields() for relation in CASES]
    assert len(case_fields()) > 35
    assert len(set(marks)) == len(marks) - (len(CASES) - 1)


@pytest.mark.parametrize("member", DEMO_USERNAMES)
def test_each_field_is_shown_to_whom_the_table_says(member: str, marked: World, clients: dict[str, Client]):
    role, client, wrong = str(marked.users[member].role), clients[member], []
    listed = dict(lists(client))
    for place in ELSEWHERE:
        listed["".join(place)] = ask(client, "get", reverse(place[0]) + place[1]).body
    for relation in CASES:
        real = next(name for name in CASES if marked.cases[name] == marked.case_of(member, relation))
        seen: dict[str, set[str]] = {}
        for name, text in [*pages(marked, client, member, relation), *opened(marked, client, member, relation)]:
            for label in marks_in(text, real):
                seen.setdefault(label, set()).add(name)
        in_lists = {label for text in listed.values() for label in marks_in(text, real)} - {
            "cases.identification.elements"
        }
        allowed = readable(role, member) if visible(member, relation) else set()
        wrong += [f"{relation}: {label} on {sorted(seen[label])}" for label in set(seen) - allowed]
        if reads_all(member, relation):
            wrong += [f"{relation}: {label} nowhere" for label in allowed - set(seen) - TASKS]
        rows = {ALIAS, NAME_USED} if visible(member, relation) else {ALIAS} if in_team_list(member, relation) else set()
        rows |= allowed & TASKS
        if in_lists != rows:
            wrong.append(f"{relation}: lists show {in_lists}, not {rows}")
    assert not wrong


@pytest.mark.parametrize("member", ["caseworker", "coordinator", "legal", "health"])
def test_locked_fields_wait_until_they_are_asked_for(member: str, marked: World, clients: dict[str, Client]):
    found = {
        name: marks_in(text, "own") & LOCKED
        for name, text in pages(marked, clients[member], member, "own")
        if name.partition(":")[2].partition("#")[0] not in FORMS and not name.startswith("api:case_detail#")
    }
    assert not {name: labels for name, labels in found.items() if labels}


@pytest.mark.parametrize("member", ["caseworker", "coordinator", "legal", "health"])
def test_a_lock_opens_its_own_line_and_no_other(member: str, marked: World, clients: dict[str, Client]):
    base = {ALIAS, NAME_USED}
    for code, text in opened(marked, clients[member], member, "own"):
        if code in {"facts", "overview", "history"}:
            continue
        shown = marks_in(text, "own") & LOCKED
        parts = {"person.legal_name": {"cases.person.given_name", "cases.person.family_name"}}
        name = ".".join(code.split(".")[:2])
        assert shown <= parts.get(name, {f"cases.{name}"}) | base, code


def test_names_stand_in_lists_only_for_who_switched_them_on(marked: World, clients: dict[str, Client]):
    user = marked.users["caseworker"]
    User.objects.filter(pk=user.pk).update(has_names_in_lists=False)
    texts = dict(lists(clients["caseworker"]))
    User.objects.filter(pk=user.pk).update(has_names_in_lists=True)
    assert not [name for name, text in texts.items() if NAME_USED in marks_in(text, "own")]
    assert [name for name, text in texts.items() if ALIAS in marks_in(text, "own")]


@pytest.mark.parametrize("member", DEMO_USERNAMES)
def test_titles_and_addresses_hold_no_mark(member: str, marked: World, clients: dict[str, Client]):
    for name, text in pages(marked, clients[member], member, "own"):
        title = text.partition("<title>")[2].partition("</title>")[0]
        assert not marks_in(title, "own") - {"cases.identification.elements"}, name


@pytest.mark.parametrize("member", DEMO_USERNAMES)
def test_the_trail_of_all_this_holds_no_mark(member: str, marked: World, clients: dict[str, Client]):
    names = marked.names(member, "own")
    path = reverse("cases:case_detail", args=[names["pid"]])
    ask(clients[member], "get", path, keep=True)
    trail = ask(clients["auditor"], "get", reverse("reports:audit_list")).body
    assert not {label for relation in CASES for label in marks_in(trail, relation)}


def test_an_absent_case_shows_nothing(marked: World, clients: dict[str, Client]):
    path = reverse("cases:case_detail", args=[marked.names("coordinator", ABSENT)["pid"]])
    body = ask(clients["coordinator"], "get", path).body
    assert not {label for relation in CASES for label in marks_in(body, relation)}
