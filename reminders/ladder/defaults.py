"""The ladders that come with the program, by code. An office that edits one gets a row of its own instead.

They are read from `reminders/data/ladders.csv`, so no missing row of a database can ever leave a deadline without a ladder.
Source: residence, section 5, and legal, section 3.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reminders.ladder.choices import Reach, Weight
from reminders.ladder.plan import Rule, Step

FILE = Path(__file__).resolve().parents[1] / "data" / "ladders.csv"
# What a kind without a ladder of its own has, and what only tells somebody something.
TASK, NOTICE = "task", "notice"

LABELS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "notice": _("News for one colleague"),
        "task": _("Tasks and everyday work"),
        "reflection_end": _("End of a reflection period"),
        "cooperation_decision": _("Decision on cooperation"),
        "decision_overdue": _("A decision of an authority is overdue"),
        "permit_expiry": _("End of a permit"),
        "renewal_opens": _("A renewal can be asked for"),
        "renewal_closes": _("Last day to ask for a renewal"),
        "long_term_window": _("Last day to ask for a long-term status"),
        "appeal_limit": _("Limit of an appeal"),
        "detention": _("Detention"),
        "removal": _("Removal"),
        "stay_over": _("A stay that ran out"),
        "report_duty": _("Duty to report to an authority"),
        "travel_document": _("End of a travel document"),
        "interim_certificate": _("End of an interim certificate"),
        "birthday_18": _("18th birthday"),
        "dublin_limit": _("Limit of a transfer"),
        "information_duty": _("Information in a language that is understood"),
        "confirm_end": _("An end date to confirm from the letter"),
        "papers_valid": _("Until when papers are valid"),
        "interview": _("Interview or statement"),
        "hearing": _("Hearing"),
        "hearing_moved": _("A hearing was moved"),
        "claim_limit": _("Limit of a claim"),
        "compensation_limit": _("Limit of compensation by the state"),
        "wage_claim": _("Limit of a wage claim"),
        "review_request": _("Limit of a request for review"),
        "protection_order": _("End of a protection order"),
        "offence_limitation": _("Limitation of the offence"),
        "release": _("Release of a suspect"),
        "planned_release": _("Planned release of a suspect"),
        "evidence_hold": _("Evidence that is held"),
    }
)


def _read() -> Mapping[str, Rule]:
    """{code: Rule}. Raises ValueError for a word that is no weight, moment or reach."""
    weights: dict[str, str] = {}
    steps: dict[str, list[Step]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weight = Weight(row["weight"])
            if weights.setdefault(row["ladder"], weight) != weight:
                raise ValueError(f"the ladder {row['ladder']} has two weights")
            step = Step(row["moment"], int(row["days"] or 0), Reach(row["reach"]))
            steps.setdefault(row["ladder"], []).append(step)
    return MappingProxyType({code: Rule(weights[code], tuple(rows)) for code, rows in steps.items()})


DEFAULTS: Mapping[str, Rule] = _read()
