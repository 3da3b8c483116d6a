"""Where the chain of a stay stands, as it is kept and as a shelter may be shown it. For the actions of this package only."""

from cases.models import Case, StatusSheet
from cases.residence.choices import Course, DateKind, Status, Track
from cases.residence.queries import papers_in_order
from cases.residence.watching import open_dates, what_of
from cases.sheets import sheet_of
from common.shown import show

STAY_ENDS = frozenset({DateKind.REFLECTION_END, DateKind.PERMIT_END})


def show_house(sheet: StatusSheet, status: Status, *, has_suspensive_appeal: bool = False) -> None:
    """What a shelter may be shown: yes or no, and the earliest last day of a stay."""
    ends = [show(row.facts).value["on"] for row in open_dates(sheet.case) if what_of(row) in STAY_ENDS]
    in_order = papers_in_order(status, has_suspensive_appeal=has_suspensive_appeal)
    sheet.in_order = {"papers": in_order, "end_on": min(ends, default="")}


def save_sheet(sheet: StatusSheet) -> None:
    """The next version of where it stands."""
    sheet.version += 1
    sheet.save()


def show_again(case: Case) -> None:
    """The last day that a shelter may be shown, after days have changed."""
    sheet = sheet_of(StatusSheet, case)
    held = show(sheet.standing)
    if held:
        appeal = held.value.get("tracks", {}).get(Track.APPEAL) == Course.PENDING and show(sheet.in_order)
        is_suspensive = bool(appeal) and appeal.value["papers"] == "yes"
        show_house(sheet, Status(held.value["status"]), has_suspensive_appeal=is_suspensive)
        save_sheet(sheet)
