"""Filling for the topic `work`: numbers that can be found, tasks of sixty people, and one case with a long timeline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from io import StringIO
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.choices import Relation, Role
from accounts.models import User
from audit.record import scope
from benches.fill import FIRST_REAL_SERIAL, TEXT, hurry, save
from benches.measure import say, settle
from benches.twin.models import TWINS, TwinValue
from benches.world import World
from cases import due_kinds
from cases import models as cases
from cases.access import admit
from cases.case.querysets import WORK_PERMISSION
from encryption import normal
from encryption.blind_index import FIRST_EPOCH, tokens
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import Principal, acting_as
from encryption.registry import SearchColumn, search_column
from encryption.token_tables import BlindToken
from reminders.models import DueThing

AT_ONCE = 5_000
# What a copied case can be found by: of everybody a phone, a number of a paper, and an alias.
PHONE = search_column("cases.contactsheet.phone")
FOUND_BY = {
    PHONE: "+32 45 {:07d}",
    search_column("cases.person.identity_number"): "BX {:07d}",
    search_column("cases.case.alias"): "Alder copied {}",
}
MODELS: dict[SearchColumn, type[models.Model]] = {
    column: next(model for model in TWINS if model._meta.label_lower == column.model_label.lower())
    for column in FOUND_BY
}


def _copied(part: Any) -> str:
    if part is None:
        return r"\N"
    return rf"\\x{part.hex()}" if isinstance(part, bytes) else str(part)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Raw rows, many at once, by the quickest way of the engine."""
    table, columns = model._meta.db_table, ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # No value holds a tab, a line break or a stroke backwards.
            lines = ("\t".join(_copied(part) for part in row) + "\n" for row in rows)
            while part := "".join(islice(lines, AT_ONCE)):
                cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', StringIO(part))
            return
        marks = ", ".join("?" for _name in names)
        cursor.connection.executemany(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 - names of our own tables
            (tuple(part.hex if isinstance(part, UUID) else part for part in row) for row in rows),
        )


def _places(column: SearchColumn, skipped: set[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """(id, case id) of the rows of a column, without those of some cases."""
    model = MODELS[column]
    link = "pk" if model is cases.Case else "case_id"
    for row_id, case_id in model._default_manager.order_by().values_list("pk", link).iterator(chunk_size=AT_ONCE):
        if case_id not in skipped:
            yield row_id, case_id


def fill_numbers(world: World, real: set[UUID]) -> None:
    """Tokens and plain values. Real cases have theirs from being filled; the copies get numbers of their own."""
    organisation_id = world.organisation.pk
    say("tokens of every person")
    with hurry(), transaction.atomic():
        for column, words in FOUND_BY.items():
            number = column.how.number
            insert(
                TwinValue,
                ("organisation_id", "scope_id", "row_id", "column", "value"),
                (
                    (organisation_id, case_id, row_id, number, value)
                    for row_id, case_id, text in _texts(column, words, real)
                    for value in normal.KINDS[column.how.kind](text)
                ),
            )
            insert(
                BlindToken,
                ("organisation_id", "scope_id", "row_id", "column", "epoch", "token"),
                (
                    (organisation_id, case_id, row_id, number, FIRST_EPOCH, token)
                    for place, (row_id, case_id) in enumerate(_places(column, real))
                    for token in tokens(organisation_id, column, FIRST_EPOCH, words.format(place))
                ),
            )
    settle()


def _texts(column: SearchColumn, words: str, real: set[UUID]) -> Iterator[tuple[UUID, UUID, str]]:
    twin = TWINS[MODELS[column]]
    link = "pk" if MODELS[column] is cases.Case else "case_id"
    for row in twin._default_manager.filter(**{f"{link}__in": real}):
        yield row.pk, getattr(row, link), str(getattr(row, column.field_name))
    for place, (row_id, case_id) in enumerate(_places(column, real)):
        yield row_id, case_id, words.format(place)


def people(world: World, count: int) -> list[User]:
    """`count` users who have things to do: the caseworker, the coordinator, and caseworkers beside them."""
    others = [
        User(
            username=f"bench-worker-{number}",
            display_name=f"Worker {number}",
            role=Role.CASEWORKER,
            organisation=world.organisation,
            team=world.team,
            password="!",  # noqa: S106 - nobody signs in with this
        )
        for number in range(count - 2)
    ]
    return [world.caseworker, world.coordinator, *User.objects.bulk_create(others)]


def own_cases(user: User) -> list[UUID]:
    """The real cases that the user may open, the newest first."""
    found = cases.Case.objects.visible_to(user).filter(serial__gte=FIRST_REAL_SERIAL).order_by("-serial")
    return list(found.values_list("pk", flat=True))


def assign(world: World, users: Sequence[User], places: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The cases on which each of the users works, by id of the user; the coordinator may open all of them."""
    now, permission = timezone.now(), Permission.objects.get(codename=WORK_PERMISSION)
    mine = own_cases(world.caseworker)
    found = {world.caseworker.pk: mine, world.coordinator.pk: list(places)}
    left = iter([place for place in places if place not in set(mine)])
    others = [user for user in users if user.pk not in found]
    each = (len(places) - len(mine)) // max(len(others), 1)
    for user in others:
        found[user.pk] = list(islice(left, each))
        fields = [
            {
                "user_id": user.pk,
                "permission_id": permission.pk,
                "content_object_id": place,
                "granted_by_id": user.pk,
                "granted_at": now,
            }
            for place in found[user.pk]
        ]
        for model in (cases.CaseGrant, TWINS[cases.CaseGrant]):
            model._default_manager.bulk_create([model(**values) for values in fields])
    return found


def fill_tasks(world: World, users: Sequence[User], places: dict[UUID, list[UUID]], numbers: range) -> None:
    """One task for each number, by turns of the users: a due thing, and sealed words on one of the user's cases."""
    today = timezone.localdate()
    principal = Principal(actor_id=str(world.caseworker.pk), organisation_id=world.organisation.pk)
    with scope(actor=world.caseworker), acting_as(principal), transaction.atomic():
        wanted = {place for held in places.values() for place in held}
        known = {case.pk: case for case in cases.Case.objects.filter(pk__in=wanted)}
        admit(world.caseworker, known, Relation.GRANT)
        preload([(world.organisation.pk, case_id) for case_id in known], [FieldClass.NARRATIVE])
        dues, rows = [], []
        for number in numbers:
            user, turn = users[number % len(users)], number // len(users)
            case = known[places[user.pk][turn % len(places[user.pk])]]
            due = DueThing(
                organisation=world.organisation,
                owner=user,
                kind=due_kinds.TASK,
                subject_type=due_kinds.CASE,
                subject_id=case.pk,
                due_on=today + timedelta(days=turn % 40 - 5),
            )
            task = cases.Task.of(case, due=due, created_by=user, words=f"Call about the bus ticket {number}")
            due.detail_id = task.pk
            dues.append(due)
            rows.append(task)
        DueThing.objects.bulk_create(dues, batch_size=500)
        save(rows)


def fill_timeline(world: World, case: cases.Case, numbers: range) -> None:
    """A note or a contact for each number, an hour apart: each third is a contact."""
    author, now = world.caseworker, timezone.now()
    with (
        scope(actor=author),
        acting_as(Principal(actor_id=str(author.pk), organisation_id=world.organisation.pk)),
        transaction.atomic(),
    ):
        admit(author, [case.pk], Relation.GRANT)
        rows: list[models.Model] = []
        for number in numbers:
            at = now - timedelta(hours=number + 1)
            if number % 3:
                rows.append(cases.Note.of(case, author=author, happened_at=at, text=TEXT.format(number)))
            else:
                facts = {"with": "person", "outcome": "reached", "minutes": 10}
                rows.append(
                    cases.Encounter.of(
                        case, author=author, happened_at=at, kind="call", facts=facts, text=TEXT.format(number)
                    )
                )
        save(rows)
