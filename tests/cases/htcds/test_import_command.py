"""`manage.py import_htcds`: 300 cases once, whoever asks and however often."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.record import scope
from cases.access import admit_cases, relation_of_visible
from cases.htcds import batches
from cases.htcds.actions import importer
from cases.models import Case, CaseGrant, Consent, ContactSheet, Episode, ImportedRow, Note, Person
from cases.residence.reminding import PAPERS, TURNS_18, working_days_after
from encryption.principal import acting_as
from reminders.models import DueThing
from tests.cases.htcds import files
from tests.cast import Cast
from tests.data import DATA

SAMPLE = DATA / files.SAMPLE


def run(path: Path, username: str = "caseworker", slug: str = "demo", **options: object) -> str:
    out = io.StringIO()
    call_command(
        "import_htcds", str(path), organisation=slug, username=username, stdout=out, stderr=io.StringIO(), **options
    )
    return out.getvalue().strip()


def test_the_sample_makes_300_cases_and_then_none(cast: Cast) -> None:
    assert run(SAMPLE, dry_run=True) == "300 cases would be created, 0 already known, 0 rows with problems"
    assert not Case.objects.exists()
    assert run(SAMPLE) == "300 cases created, 0 already known, 0 rows with problems"
    assert run(SAMPLE) == "0 cases created, 300 already known, 0 rows with problems"
    assert run(SAMPLE, username="coordinator") == "0 cases created, 300 already known, 0 rows with problems"
    assert Case.objects.filter(is_imported=True).count() == ImportedRow.objects.count() == 300
    assert CaseGrant.objects.filter(user__username="caseworker").count() == 139
    assert CaseGrant.objects.filter(user__username="caseworker2").count() == 161
    worker = User.objects.get(username="caseworker2")
    assert set(Case.objects.visible_to(worker).values_list("team", flat=True)) == {worker.team_id}
    assert Case.objects.values("reference").distinct().count() == 300
    assert Person.objects.count() == ContactSheet.objects.count() == Consent.objects.filter(answer="yes").count() == 300


def test_every_value_arrives_as_it_stands_in_the_file(cast: Cast) -> None:
    run(SAMPLE)
    worker = cast.caseworker.user
    rows = openpyxl.load_workbook(SAMPLE)["Case Sheet"].iter_rows(min_row=3, max_row=302, values_only=True)
    expected = {(row[3], row[4]) for row in rows if row[1] == "caseworker"}
    principal = importer(worker)
    with scope(actor=worker, via="command"), acting_as(principal):
        cases = list(Case.objects.visible_to(worker))
        admit_cases(worker, cases, relation_of_visible(worker))
        people = {person.case_id: person for person in Person.objects.filter(case__in=cases)}
        names = {(p.given_name.reveal(), p.family_name.reveal()) for p in people.values()}
        assert names == expected
        assert {case.name_used.reveal() for case in cases} == {first for first, _last in expected}
        aliases = {case.alias.reveal() for case in cases}
        assert len(aliases) == len(cases) and not aliases & {first for first, _last in expected}
        first = next(case for case in cases if people[case.pk].family_name.reveal() == "Igbinedion")
        assert people[first.pk].birth_date.reveal() is not None
        assert Episode.objects.get(case=first).facts.reveal()["1"]
        assert ContactSheet.objects.get(case=first).safe_contact.reveal() == {"answer": "do_not_contact"}
        assert "Additional Services Required" in Note.objects.get(case=first).text.reveal()


def test_the_trail_says_how_many_and_nothing_else(cast: Cast) -> None:
    run(SAMPLE)
    events = Event.objects.filter(tag="case:import")
    assert events.count() == 1
    event = events.get()
    assert event.actor_id == cast.caseworker.user.pk
    assert '"created":300' in event.detail.replace(" ", "")
    assert "Igbinedion" not in "".join(Event.objects.values_list("detail", flat=True))


def test_bad_rows_are_written_where_asked_and_go_in_when_mended(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("prs_FirstName,prs_Gender\nMira,Feminine\nAna,?\n", encoding="utf-8")
    bad = tmp_path / "bad.xlsx"
    assert run(file, bad_rows=bad) == "1 cases created, 0 already known, 1 rows with problems"
    assert bad.stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(bad)
    book.active["B3"] = "Feminine"
    book.save(bad)
    assert run(bad) == "1 cases created, 0 already known, 0 rows with problems"
    assert run(file) == "0 cases created, 1 already known, 1 rows with problems"


def test_equal_rows_of_one_file_are_different_people(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("prs_FirstName,prs_Gender\n" + "Mira,Feminine\n" * 3, encoding="utf-8")
    assert run(file).startswith("3 cases created")
    assert run(file).startswith("0 cases created, 3 already known")
    file.write_text("prs_FirstName,prs_Gender\n" + "Mira,Feminine\n" * 4, encoding="utf-8")
    assert run(file).startswith("1 cases created, 3 already known")


def test_another_organisation_does_not_know_the_rows(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("prs_FirstName,cas_CaseOwner\nMira,caseworker\n", encoding="utf-8")
    outsider = cast.outsider.user
    assert run(file).startswith("1 cases created")
    assert run(file, username="outsider", slug=outsider.organisation.slug).startswith("1 cases created")
    assert CaseGrant.objects.filter(user=outsider).count() == 1


@pytest.mark.parametrize("username", ["shelter", "legal", "health", "auditor", "administrator"])
def test_who_may_not_import_is_refused(cast: Cast, username: str) -> None:
    with pytest.raises(CommandError, match="may not import"):
        run(SAMPLE, username=username)
    assert not Case.objects.exists()


def test_wrong_names_and_files_are_refused_with_a_sentence(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no active account"):
        run(SAMPLE, username="outsider")
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "none.xlsx")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="No row with HTCDS field names"):
        run(tmp_path / "x.csv")
    User.objects.filter(username="caseworker").update(is_active=False)
    with pytest.raises(CommandError, match="no active account"):
        run(SAMPLE)


PEOPLE = (
    "prs_FirstName,prs_Citizenship,prs_Birthdate,cas_CaseOwner,cas_Status\n"
    "Mira,Thailand,,caseworker2,Active\n"
    "Ana,Belgium,{born},,Active\n"
    "Lena,,,,Active\n"
    "Noor,Stateless,,,Active\n"
    "Tola,Thailand,{born},,Closed\n"
)


def day_of(name: str, kind: str) -> tuple[date, str] | None:
    """When a thing of this kind is due about the case in which this name is used, and whose it is."""
    users = User.objects.filter(username__in=["caseworker", "caseworker2"])
    for user in users:
        with scope(actor=user, via="command"), acting_as(importer(user)):
            cases = list(Case.objects.visible_to(user))
            admit_cases(user, cases, relation_of_visible(user))
            for case in cases:
                if case.name_used.reveal() == name:
                    due = DueThing.objects.open().filter(subject_id=case.pk, kind=kind).first()
                    return due and (due.due_on, due.owner.username)
    raise LookupError(name)


def test_who_the_people_are_reminds_as_an_intake_does(cast: Cast, tmp_path: Path) -> None:
    today = timezone.localdate()
    file = tmp_path / "list.csv"
    file.write_text(PEOPLE.format(born=f"{today.year - 12}-01-01"), encoding="utf-8")
    assert run(file) == "5 cases created, 0 already known, 0 rows with problems"
    asked_on = working_days_after(today, 3)
    assert day_of("Mira", PAPERS) == (asked_on, "caseworker2")
    assert day_of("Noor", PAPERS) == (asked_on, "caseworker")
    assert day_of("Ana", TURNS_18) == (date(today.year + 6, 1, 1), "caseworker")
    for name, kind in (("Ana", PAPERS), ("Lena", PAPERS), ("Tola", PAPERS), ("Tola", TURNS_18), ("Mira", TURNS_18)):
        assert day_of(name, kind) is None, (name, kind)
    before = DueThing.objects.count()
    assert run(file).startswith("0 cases created")
    assert DueThing.objects.count() == before


def test_reminders_and_cases_of_a_batch_are_one_transaction(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    file = tmp_path / "list.csv"
    file.write_text(PEOPLE.format(born="2001-01-01"), encoding="utf-8")
    monkeypatch.setattr(batches, "record", fall)
    with pytest.raises(RuntimeError):
        run(file)
    assert not Case.objects.exists() and not DueThing.objects.exists()


def test_reminders_of_many_rows_cost_a_query_for_each_kind_and_day(cast: Cast, tmp_path: Path) -> None:
    taken = []
    for count in (10, 200):
        file = tmp_path / f"{count}.csv"
        rows = "".join(f"Mira{count}-{number},Thailand\n" for number in range(count))
        file.write_text("prs_FirstName,prs_Citizenship\n" + rows, encoding="utf-8")
        with CaptureQueriesContext(connection) as asked:
            assert run(file).startswith(f"{count} cases created")
        taken.append(sum("reminders_duething" in query["sql"] for query in asked.captured_queries))
    # SQLite takes some forty rows at once, so two hundred are five statements of each kind.
    assert taken[0] == 2 and taken[1] <= 10
