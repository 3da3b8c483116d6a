"""The shipped table of periods and permits, with an entry that the coordinator corrected."""

from accounts.models import User
from audit.record import scope
from cases.jurisdiction.actions import correct_scheme, load_schemes
from cases.jurisdiction.choices import Correction
from cases.jurisdiction.table import SHIPPED, read_table
from cases.models import Scheme


def make_rules(coordinator: User) -> tuple[Scheme, Scheme, Scheme]:
    """(the present version of a corrected entry, the earlier one, an entry that is not confirmed)."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        load_schemes(rows=read_table(file).rows)
    old = Scheme.objects.get(code="GR-RP")
    with scope(actor=coordinator):
        new = correct_scheme(
            actor=coordinator,
            scheme=old,
            correction=Correction.MISTAKE,
            values={"notes": "Read again in the consolidated text.", "count_first_day": True},
            reason="The gazette says that the day of the act counts",
        )
    return new, old, Scheme.objects.get(code="GR-PERMIT")
