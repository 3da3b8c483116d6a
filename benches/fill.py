"""Filling tables for the benches: a thousand real cases, sealed and in plain text, and any number of copies below them.

The newest cases, those that are listed and opened, are real. The others are copies of their rows made by the database:
they have the size and the indexes of real ones and are never opened, because their seals belong to other rows.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.choices import Relation
from accounts.models import User
from audit.record import scope
from benches.measure import say, settle
from benches.twin.models import TWINS
from benches.world import World
from cases import models as cases
from cases.access import admit
from cases.case.choices import Stage
from cases.case.querysets import WORK_PERMISSION
from cases.case.start import CaseStart, build_case, build_rows
from cases.consent.choices import ConsentAnswer, ConsentKind
from encryption.cells import Pending
from encryption.classes import FieldClass
from encryption.fields import SealedField
from encryption.key_tables import CaseKey
from encryption.keys import create_case_keys
from encryption.principal import Principal, acting_as
from reminders.models import DueThing

REAL = 1000
OWN = 60
NOTES = 5
AT_ONCE = 250
FIRST_REAL_SERIAL = 5_000_001
TEXT = (
    "Met in the garden. The invented person number {} wants to begin a course in spring and asked about a bus ticket."
)


def start_of(number: int) -> CaseStart:
    """An invented case with about a dozen sealed cells beside its notes."""
    return CaseStart(
        alias=f"Alder {number}",
        name_used=f"Invented {number}",
        opened_on=date(2026, 1, 1) + timedelta(days=number % 300),
        stage=Stage.SUPPORT,
        channel="outreach",
        keep_record=ConsentAnswer.YES,
        keep_terms={"language": "eng", "explained": "In words."},
        safe_contact={"answer": "yes", "channels": ["phone"], "hours": "10:00-12:00"},
        identity={"given_name": f"Given {number}", "family_name": f"Family {number}", "birth_date": {"y": 1990}},
        contact={"phone": f"+32 400 {number:06d}"},
        profile={"sex": "female", "birth_year": {"y": 1990}, "citizenship": ["RO"], "languages": ["ron"]},
        facts={"exploitation": ["ForcedLabour"], "freedom": "limited", "job_promised": "farm"},
        health={"alerts": "None known."},
        needs=[{"type": "work", "state": "open"}],
        wishes="A quiet room.",
    )


def _twin_of(row: models.Model) -> models.Model:
    """The same row in plain text."""
    values = {}
    for field in row._meta.concrete_fields:
        held = row.__dict__.get(field.attname)
        if isinstance(field, SealedField):
            held = held.value if isinstance(held, Pending) else None
        values[field.attname] = held
    return TWINS[type(row)](**values)


def save(rows: Iterable[models.Model]) -> None:
    """Twins first: saving takes the plain text out of the rows."""
    by_model: dict[type[models.Model], list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model in sorted(by_model, key=lambda model: model is not cases.Case):
        TWINS[model]._default_manager.bulk_create([_twin_of(row) for row in by_model[model]])
        model._default_manager.bulk_create(by_model[model])


def fill_real(world: World, count: int = REAL, notes: int = NOTES) -> None:
    """`count` real cases, the newest; the caseworker of the world works on `OWN` of them, a colleague on the rest."""
    colleague, _ = User.objects.get_or_create(
        username="bench-colleague",
        defaults={
            "display_name": "Colleague",
            "role": "caseworker",
            "organisation": world.organisation,
            "team": world.team,
            "password": "!",
        },
    )
    permission = Permission.objects.get(codename=WORK_PERMISSION)
    worker, now = world.caseworker, timezone.now()
    # Cases that are made later get numbers above those that are filled in here.
    cases.CaseSerial.objects.update_or_create(
        organisation=world.organisation, defaults={"last": FIRST_REAL_SERIAL + count}
    )
    for begin in range(0, count, AT_ONCE):
        principal = Principal(actor_id=str(worker.pk), organisation_id=world.organisation.pk)
        with scope(actor=worker), acting_as(principal), transaction.atomic():
            rows: list[models.Model] = []
            due: list[DueThing] = []
            starts = {number: start_of(number) for number in range(begin, min(begin + AT_ONCE, count))}
            made = {
                number: build_case(actor=worker, start=start, serial=FIRST_REAL_SERIAL + number, team_id=world.team.pk)
                for number, start in starts.items()
            }
            ids = [case.pk for case in made.values()]
            admit(worker, ids, Relation.GRANT)
            create_case_keys(world.organisation.pk, ids, starts[begin].classes())
            for number, case in made.items():
                owner = worker if number >= count - OWN else colleague
                rows += [case, *build_rows(actor=owner, case=case, start=starts[number], at=now)]
                rows += [
                    cases.Consent.of(case, kind=kind, answer="yes", asked_on=case.opened_on, recorded_by=owner)
                    for kind in (ConsentKind.SERVICE, ConsentKind.CONTACT)
                ]
                rows += [
                    cases.Note.of(case, author=owner, happened_at=now - timedelta(days=day), text=TEXT.format(number))
                    for day in range(notes)
                ]
                rows.append(
                    cases.CaseGrant(
                        user=owner, permission=permission, content_object=case, granted_by=owner, granted_at=now
                    )
                )
                due.append(
                    DueThing(
                        organisation=world.organisation,
                        owner=owner,
                        kind="case.next_step",
                        subject_type="cases.case",
                        subject_id=case.pk,
                        due_on=timezone.localdate() + timedelta(days=number % 20),
                    )
                )
            save(rows)
            DueThing.objects.bulk_create(due)


@contextmanager
def hurry() -> Iterator[None]:
    """SQLite without waiting for the disk and with room in memory, while rows are copied."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-2000000")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA cache_size=-2000")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill_copies(
    total: int,
    *,
    with_twins: bool = True,
    only: Collection[type[models.Model]] = (),
    classes: Collection[FieldClass] = tuple(FieldClass),
) -> None:
    """Copies of the real cases until there are `total`, all older than the real ones. Fill the real ones first.

    `only` names the tables to fill beside that of the cases; else all of a case are, except its tasks.
    `classes` are those whose keys are copied.
    """
    real = cases.Case.objects.filter(serial__gte=FIRST_REAL_SERIAL).count()
    have = cases.Case.objects.count()
    if total <= have:
        return
    say(f"copying rows up to {total:,} cases")
    is_sqlite = connection.vendor == "sqlite"
    new_id = "lower(hex(randomblob(16)))" if is_sqlite else "gen_random_uuid()"
    number = "printf('%010d', {})" if is_sqlite else "lpad(({})::text, 10, '0')"
    kind = "char(32)" if is_sqlite else "uuid"
    each = -(-(total - have) // real)
    with hurry(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_map")
        cursor.execute(f"CREATE TABLE bench_map (n bigint, old {kind}, new {kind})")
        numbered = "WITH RECURSIVE c(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c WHERE k < %s)"
        chosen = f"SELECT row_number() OVER () + %s, s.id, {new_id} FROM cases_case s CROSS JOIN c"  # noqa: S608
        cursor.execute(
            f"INSERT INTO bench_map {numbered} {chosen} WHERE s.serial >= %s LIMIT %s",
            [each, have - real, FIRST_REAL_SERIAL, total - have],
        )
        cursor.execute("CREATE INDEX bench_map_old ON bench_map (old)")
        others = only or [model for model in TWINS if model not in {cases.Case, cases.Task}]
        for model in (cases.Case, CaseKey, *others):
            for table in (model, TWINS.get(model)):
                if table is not None and (with_twins or table is model):
                    numbers = ", ".join(str(int(held)) for held in classes)
                    where = f" WHERE s.field_class IN ({numbers})" if model is CaseKey else ""
                    _copy_rows(cursor, table, new_id, number, where)
        cursor.execute("DROP TABLE bench_map")
    settle()


def _copy_rows(cursor: Any, model: Any, new_id: str, number: str, where: str) -> None:
    name = model._meta.db_table
    is_case = name.endswith("_case") or name.endswith("twincase")
    link = "id" if is_case else "scope_id" if model is CaseKey else "case_id"
    columns, values = [], []
    counter = "(SELECT coalesce(max(n), 0) FROM bench_map) * 100 + row_number() OVER ()"
    for field in model._meta.concrete_fields:
        if field.primary_key and not isinstance(field, models.UUIDField):
            continue
        value = f"s.{field.column}"
        if field.column == link:
            value = "m.new"
        elif field.primary_key:
            value = new_id
        elif field.column == "pid":
            value = number.format("m.n" if is_case else counter)
        elif field.column == "serial":
            value = "m.n"
        elif field.column == "reference":
            value = "'C-0000-' || m.n"
        columns.append(field.column)
        values.append(value)
    cursor.execute(
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608 - names of our own tables
        f"FROM {name} s JOIN bench_map m ON m.old = s.{link}{where}"
    )
