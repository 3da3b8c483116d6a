"""From raw rows to cases ready to be made, and sentences for the rows that must be mended first.

A found value is shown to the person who imports, and to nobody else: problems never reach the audit trail or a log.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.case.choices import ClosureReason, Stage
from cases.case.start import CaseStart
from cases.choices import countries
from cases.choices.htcds import CaseStatus, EventType
from cases.consent.choices import ConsentAnswer
from cases.htcds.mapping import BY_FIELD, Kind, Part
from cases.htcds.reader import RawRow, Source
from cases.htcds.table import Value, column_letter
from cases.htcds.values import STATELESS, Unreadable, read_value, today
from cases.models import ContactSheet
from common.partial_dates import PartialDate

_MAX_NOTE = 10_000
_SHOWN = 60
_CLOSED = {CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED}
_STAGE = {CaseStatus.ACTIVE: Stage.SUPPORT, CaseStatus.FOLLOW_UP: Stage.FOLLOW_UP}
_EVENT_COUNTRY = {
    EventType.RECRUITMENT: "recruited_in",
    EventType.TRANSIT: "transit",
    EventType.EXPLOITATION: "exploited_in",
}
# What says nothing about a person: a row with no more than this is somebody's preparation.
_FRAME = frozenset({"cas_CaseOwner", "cas_Status", "con_Consent"})


@dataclass(frozen=True)
class Problem:
    """One reason why a row is not imported. `expected` is a sentence; `found` what stands in the cell, shortened."""

    sheet: str
    row: int
    column: str
    field: str
    expected: str
    found: str = ""

    @property
    def place(self) -> str:
        """Where to look, as a spreadsheet names it."""
        names = {"sheet": self.sheet, "row": self.row, "column": self.column, "field": self.field}
        if not self.column:
            return _("Sheet %(sheet)s, row %(row)s") % names
        return _("Sheet %(sheet)s, row %(row)s, column %(column)s (%(field)s)") % names

    @property
    def sentence(self) -> str:
        """The whole of it, for the person who imports."""
        found = " " + _("Found: “%(value)s”.") % {"value": self.found} if self.found else ""
        return f"{self.place}: {self.expected}{found}"


@dataclass(frozen=True)
class GoodRow:
    """A row that can become a case. `identity` is what makes it the same row again; `alias` is still to be given."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    identity: bytes
    dropped: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """User name of whom the file calls the owner, lower case, or ""."""
        return str(self.values.get("cas_CaseOwner", "")).lower()

    @property
    def is_child(self) -> bool:
        """Under 18 today."""
        born = self.values.get("prs_Birthdate")
        return born is not None and PartialDate.from_day(born).ages_on(today())[0] < 18


@dataclass
class BadRow:
    """A row that stays behind, with every reason."""

    raw: RawRow
    problems: list[Problem] = field(default_factory=list)


def checked(source: Source) -> Iterator[GoodRow | BadRow]:
    """Every filled row of the file, in order; memory holds one."""
    for raw in source.rows():
        yield check_row(raw)


def check_row(raw: RawRow) -> GoodRow | BadRow:
    """Read every held cell of a row, then what only the whole row can say."""
    bad = BadRow(raw)
    values: dict[str, Any] = {}
    dropped: list[str] = []
    for number, name in sorted(raw.head.fields.items()):
        column = BY_FIELD[name]
        cell = raw.values.get(number)
        if cell is None:
            continue
        if not column.is_held:
            dropped.append(name)
            continue
        try:
            value = read_value(column, cell)
        except Unreadable as error:
            bad.problems.append(
                Problem(raw.sheet, raw.number, column_letter(number), name, error.expected, _shortened(cell))
            )
            continue
        if column.kind == Kind.PLACE and not value:
            dropped.append(name)
        else:
            values[name] = value
    if not bad.problems:
        bad.problems.extend(_row_problems(raw, values, today()))
    if bad.problems:
        return bad
    return GoodRow(raw.sheet, raw.number, values, _identity(values), tuple(dropped))


def _shortened(cell: Value) -> str:
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _row_problems(raw: RawRow, values: Mapping[str, Any], day: date) -> Iterator[Problem]:
    def problem(name: str, expected: str) -> Problem:
        letter = next((column_letter(n) for n, known in raw.head.fields.items() if known == name), "")
        return Problem(raw.sheet, raw.number, letter, name, expected)

    if values.get("con_Consent") is False:
        yield problem(
            "con_Consent",
            _(
                "The person said no. Was the answer about the interview, or about keeping a record? If a record may be "
                "kept, write Yes; if it could not be asked yet, leave the cell empty; else take the row out."
            ),
        )
    if not values.keys() - _FRAME:
        yield problem("", _("Expected something about the person besides owner, status and consent."))
    born, opened = values.get("prs_Birthdate"), values.get("cas_IncomingReferralDate")
    if born is not None and (born > day or (opened is not None and born > opened)):
        yield problem("prs_Birthdate", _("Expected a date of birth before the referral and before today."))
    if opened is not None and opened > day:
        yield problem("cas_IncomingReferralDate", _("Expected today or an earlier day."))
    if "hte_Country" in values and "hte_Type" not in values:
        yield problem("hte_Type", _("Expected Recruitment, Transit or Exploitation beside the country of the event."))
    if len(note_text(values)) > _MAX_NOTE:
        yield problem("", _("Expected less text: the long texts of a row make one note of at most 10,000 characters."))


def _identity(values: Mapping[str, Any]) -> bytes:
    """The same bytes for the same content, whether it came as label or code, from a workbook or CSV."""
    plain = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return unicodedata.normalize("NFC", plain).encode()


def note_text(values: Mapping[str, Any]) -> str:
    """What has no place of its own yet, each under the label of the standard, as one note."""
    lines: list[str] = []
    for name, value in values.items():
        column = BY_FIELD[name]
        if column.part != Part.NOTE:
            continue
        if column.options is not None:
            value = column.options(value).label
        lines.append(f"{column.label}: {value}")
    if values.get("prs_Deceased") and values.get("cas_Status") not in _CLOSED:
        yes = _("Yes")
        lines.append(f"{BY_FIELD['prs_Deceased'].label}: {yes}")
    return "\n".join(lines)


def start_of(row: GoodRow, alias: str) -> CaseStart:
    """The beginning of the case. Nobody has been asked about safe contact, so nobody is contacted."""
    values = row.values
    by_part: dict[Part, dict[str, Any]] = {part: {} for part in Part}
    for name, value in values.items():
        column = BY_FIELD[name]
        if column.part is not None and column.name:
            by_part[column.part][column.name] = value
    identity, contact = by_part[Part.IDENTITY], by_part[Part.CONTACT]
    post = _post(values)
    opened_on = values.get("cas_IncomingReferralDate") or today()
    status = CaseStatus(values.get("cas_Status", CaseStatus.ACTIVE))
    is_closed = status in _CLOSED
    born = values.get("prs_Birthdate")
    return CaseStart(
        alias=alias,
        name_used=identity.get("given_name") or identity.get("family_name") or "",
        safe_contact=ContactSheet.not_asked_yet(),
        keep_record=ConsentAnswer.YES if values.get("con_Consent") else ConsentAnswer.CANNOT_BE_ASKED,
        opened_on=opened_on,
        status=status,
        stage=Stage.CLOSED if is_closed else _STAGE[status],
        closed_on=max(opened_on, today()) if is_closed else None,
        closure_reason=_closure_reason(values, status) if is_closed else "",
        is_imported=True,
        identity=identity | ({"birth_date": PartialDate.from_day(born).as_json()} if born else {}),
        contact=contact | ({"post": post} if post else {}),
        profile=_profile(by_part[Part.PROFILE], born),
        facts=_facts(by_part[Part.FACTS], values),
        account=values.get("hte_Description", ""),
        note=note_text(values),
    )


def _closure_reason(values: Mapping[str, Any], status: CaseStatus) -> ClosureReason:
    if values.get("prs_Deceased"):
        return ClosureReason.DEATH
    return ClosureReason.TRANSFER if status == CaseStatus.CLOSED_REFERRED else ClosureReason.NOT_RECORDED


def _post(values: Mapping[str, Any]) -> str:
    town = " ".join(values[name] for name in ("prs_MailingPostalCode", "prs_MailingCity") if name in values)
    country = values.get("prs_MailingCountry")
    lines = (
        values.get("prs_MailingStreet"),
        town,
        values.get("prs_MailingState"),
        countries.name(country) if country else "",
    )
    return "\n".join(line for line in lines if line)


def _profile(values: Mapping[str, Any], born: date | None) -> dict[str, Any]:
    profile = dict(values)
    codes = profile.pop("citizenship", [])
    if STATELESS in codes:
        profile["stateless"] = "yes"
    profile["citizenship"] = [code for code in codes if code != STATELESS]
    for name in ("languages", "secondary_language"):
        if name in profile:
            profile[name] = [profile[name]]
    if born is not None:
        profile["birth_year"] = PartialDate(born.year).as_json()
    return profile


def _facts(values: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    facts = dict(values)
    if "hte_Country" in row:
        name = _EVENT_COUNTRY[EventType(row["hte_Type"])]
        facts[name] = [row["hte_Country"]] if name == "transit" else row["hte_Country"]
    return facts
