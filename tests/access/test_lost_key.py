"""With every permission patched away, a process without a class's key file still opens nothing of that class."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from accounts import matrix
from cases import permissions
from cases.assignment.querysets import CaseGrantQuerySet
from cases.block.querysets import ConflictBlockQuerySet
from cases.case.querysets import CaseQuerySet
from cases.querysets import CaseRowQuerySet
from encryption import keys
from encryption.classes import FieldClass
from encryption.registry import field_class_of
from tests.access.canaries import EVERYTHING, case_fields, fill, marks_in
from tests.access.reading import lists, opened, pages
from tests.access.world import World

pytestmark = pytest.mark.django_db

QUERYSETS = (CaseQuerySet, CaseRowQuerySet, CaseGrantQuerySet, ConflictBlockQuerySet)
HELD = sorted({declared.field_class for declared in case_fields()})


def everything(queryset: Any, *_who: Any) -> Any:
    """All rows."""
    return queryset.all()


def places_of(function: Callable[..., Any]) -> list[tuple[Any, str]]:
    """Every module that took the function over by name."""
    return [
        (module, name)
        for module in list(sys.modules.values())
        for name, value in list(vars(module).items() if hasattr(module, "__dict__") else [])
        if value is function
    ]


@contextmanager
def permissions_patched_away() -> Iterator[None]:
    """May, can, clearance and visibility answer yes, wherever they are asked."""
    answers: dict[Callable[..., Any], Callable[..., Any]] = {
        matrix.may: lambda *_: True,
        matrix.clearance: lambda *_: EVERYTHING,
        permissions.can: lambda *_: True,
        permissions.sees: lambda *_: True,
    }
    with ExitStack() as stack:
        for function, answer in answers.items():
            places = places_of(function)
            assert places
            for module, name in places:
                stack.enter_context(patch.object(module, name, answer))
        for queryset in QUERYSETS:
            stack.enter_context(patch.object(queryset, "visible_to", everything))
        stack.enter_context(patch.object(CaseQuerySet, "not_blocked_for", everything))
        yield


@contextmanager
def without_key(field_class: FieldClass | None, folder: Path) -> Iterator[None]:
    """A process whose folder of keys lacks one file, started anew: nothing is remembered."""
    shutil.copytree(settings.KEYS_DIR, folder)
    folder.chmod(0o700)
    if field_class is not None:
        (folder / f"{field_class.key_name}.key").unlink()
    with override_settings(KEYS_DIR=folder):
        keys.use_provider(None)
        keys.forget_all()
        try:
            yield
        finally:
            keys.use_provider(None)
            keys.forget_all()


@pytest.fixture(scope="module")
def marked(world: World, clients: dict[str, Client]) -> World:
    fill(world)
    return world


def shown(world: World, client: Client, member: str, relation: str) -> set[str]:
    """Every field that anything shows of the case."""
    texts = [
        text for _name, text in [*pages(world, client, member, relation), *opened(world, client, member, relation)]
    ]
    texts += [text for _name, text in lists(client)]
    return {label for text in texts for label in marks_in(text, relation)} - {"cases.identification.elements"}


def test_the_patches_open_everything_while_the_keys_are_there(
    marked: World, clients: dict[str, Client], tmp_path: Path
):
    """So that the test below could fail: an auditor of another organisation's case reads nearly all of it."""
    with permissions_patched_away(), without_key(None, tmp_path / "keys"):
        found = shown(marked, clients["auditor"], "auditor", "own")
    assert {field_class_of(label) for label in found} == set(HELD)


@pytest.mark.parametrize("member", ["auditor", "coordinator"])
@pytest.mark.parametrize("field_class", HELD, ids=lambda held: held.name.lower())
def test_nothing_of_the_class_opens_without_its_key(
    field_class: FieldClass, member: str, marked: World, clients: dict[str, Client], tmp_path: Path
):
    with permissions_patched_away(), without_key(field_class, tmp_path / "keys"):
        case = marked.cases["own"]
        page = clients[member].get(reverse("cases:facts_list", args=[case.pid]))
        found = shown(marked, clients[member], member, "own")
    assert page.status_code == 200
    assert not {label for label in found if field_class_of(label) == field_class}
    others = {field_class_of(label) for label in found}
    assert others >= set(HELD) - {field_class, FieldClass.SUSPECTS, FieldClass.LOCATION}
