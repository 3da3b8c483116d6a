"""import: an HTCDS workbook beside raw inserts of as many plain rows; printed without a goal."""

import tempfile
import time
from pathlib import Path

from django.core.management import call_command
from openpyxl import Workbook

from accounts.models import User
from benches.run import Bench
from benches.twin.models import TWINS
from benches.world import make_world
from cases.models import Case, ContactSheet, Person

ROWS = 2000
HEADS = (
    None,
    "prs_FirstName",
    "prs_SecondName",
    "con_Consent",
    "prs_Gender",
    "prs_Citizenship",
    "vic_TypeOfExploitation",
)


def _workbook(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Case Sheet")
    sheet.append(HEADS)
    for number in range(1, ROWS + 1):
        sheet.append((number, f"Invented {number}", "Nobody", "Yes", "Feminine", "Romania", "Forced labour"))
    book.save(path)


def run(bench: Bench) -> None:
    """Reading, checking, sealing and recording, against `bulk_create` of the rows alone."""
    user: User = make_world().caseworker
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "caseload.xlsx"
        _workbook(path)
        before = Case.objects.count()
        begin = time.perf_counter()
        call_command("import_htcds", str(path), organisation="bench", username=user.username, verbosity=0)
        ours = time.perf_counter() - begin
    if Case.objects.count() - before != ROWS:
        raise RuntimeError("the import did not make every case")
    cases = list(Case.objects.order_by("-serial")[:ROWS])
    begin = time.perf_counter()
    for model in (Case, Person, ContactSheet):
        twin = TWINS[model]
        rows = []
        for case in cases:
            link = {"id": case.pk} if model is Case else {"case_id": case.pk}
            plain = {"alias": "Alder"} if model is Case else {}
            names = ("team_id", "serial", "reference", "opened_on") if model is Case else ()
            rows.append(
                twin(
                    organisation_id=case.organisation_id,
                    **link,
                    **plain,
                    **{name: getattr(case, name) for name in names},
                )
            )
        twin._default_manager.bulk_create(rows, batch_size=500)
    raw = time.perf_counter() - begin
    bench.add("import.rows_2000_of_raw_inserts", ours / raw)
    bench.add("import.rows_per_second", ROWS / ours)
