"""Reads of consent. `in_force` is the one question that everything which leaves the house must ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.consent.choices import RULES, ConsentAnswer, ConsentKind, LegalBasis, Proof, RecipientKind
from cases.consent.recipients import key_of
from cases.consent.texts import text_words
from cases.models import Case, Consent
from common.shown import Shown, State, show

TONES = {ConsentAnswer.YES: "ok", ConsentAnswer.WITHDRAWN: "late"}
ORDER = {kind: place for place, kind in enumerate(ConsentKind.values)}


def in_force(
    case: Case, purpose: ConsentKind | str, recipient: str | None = None, at: datetime | None = None
) -> Consent | None:
    """The answer that allows `purpose` towards `recipient` at this moment, or None: then nothing leaves the house.

    Every sharing, sending and showing to others asks this, also right before it happens. A yes for one recipient says
    nothing about another, and where recipients are asked apart a missing one is no recipient. The newest answer counts;
    an end that has passed, a withdrawal and the days to think count by themselves. `at`: another moment, now or before.
    """
    kind = ConsentKind(purpose)
    moment = at or timezone.now()
    rows = Consent.objects.filter(case_id=case.pk, kind=kind, created_at__lte=moment)
    if RULES[kind].by_recipient:
        key = key_of(case.pk, recipient or "")
        if not key:
            return None
        rows = rows.filter(recipient_key=key)
    newest: Consent | None = rows.order_by("-created_at", "-is_current").first()
    return newest if newest is not None and allows(newest, timezone.localdate(moment)) else None


def allows(row: Consent, day: date) -> bool:
    """Whether this answer, if it is the newest, allows it on `day` (local). Both ends of its time are included."""
    rule = RULES[ConsentKind(row.kind)]
    if day < starts_on(row) or (row.valid_until is not None and day > row.valid_until):
        return False
    if row.basis == LegalBasis.CONSENT:
        return bool(row.answer == ConsentAnswer.YES)
    # Where something else allows it, a no is an objection, which counts against legitimate interests.
    objected = row.basis == LegalBasis.LEGITIMATE and row.answer == ConsentAnswer.NO
    return not (rule.only_consent or objected)


def starts_on(row: Consent) -> date:
    """The first day on which it counts."""
    day: date = row.asked_on + timedelta(days=RULES[ConsentKind(row.kind)].cooling_days)
    return day


@dataclass(frozen=True)
class Answer:
    """A current answer with its words. `label` says consent only where consent is the basis."""

    row: Consent
    kind: str
    answer: str
    basis: str
    label: str
    words: str
    tone: str
    terms: Shown
    is_over: bool

    @property
    def can_be_withdrawn(self) -> bool:
        return self.answer == ConsentAnswer.YES and self.basis == LegalBasis.CONSENT

    @property
    def recipient(self) -> str:
        return str(self.terms.value.get("recipient", "")) if self.terms else ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The terms as (label, words), without what is empty."""
        held = self.terms.value if self.terms else {}
        kinds, proofs = dict(RecipientKind.choices), dict(Proof.choices)
        found = (
            (_("Kind of recipient"), kinds.get(held.get("recipient_kind", ""), "")),
            (_("What for"), held.get("purpose", "")),
            (_("Limits"), held.get("limits", "")),
            (_("Why not yet"), held.get("why_not_yet", "")),
            (_("Language"), held.get("language", "")),
            (_("Interpreter"), held.get("interpreter", "")),
            (_("Explained by"), held.get("explained_by", "")),
            (_("What was explained"), held.get("explained", "")),
            (_("Proof"), proofs.get(held.get("proof", ""), "")),
            (_("Text of the sheet"), text_words(held.get("text", ""))),
        )
        return [(str(label), str(words)) for label, words in found if words]


def current_answers(case: Case) -> list[Answer]:
    """What holds now, one for each kind and recipient, in the order of the kinds; one query."""
    return answers_of(
        Consent.objects.filter(case=case, is_current=True).select_related("recorded_by").order_by("created_at")
    )


def answers_of(rows: Iterable[Consent]) -> list[Answer]:
    """The same for current rows that a page has at hand, the oldest first."""
    today = timezone.localdate()
    return sorted((answer_of(row, today) for row in rows), key=lambda answer: ORDER.get(answer.kind, len(ORDER)))


def answer_of(row: Consent, today: date) -> Answer:
    """The words of one answer."""
    terms = show(row.terms)
    is_over = row.valid_until is not None and row.valid_until < today
    label = str(ConsentKind(row.kind).label)
    recipient = terms.value.get("recipient", "") if terms else ""
    if recipient:
        label = _("%(kind)s: %(recipient)s") % {"kind": label, "recipient": recipient}
    elif terms.state not in {State.VALUE, State.EMPTY}:
        label = _("%(kind)s: not shown") % {"kind": label}
    tone = "soon" if row.answer in {ConsentAnswer.LATER, ConsentAnswer.CANNOT_BE_ASKED} or is_over else ""
    return Answer(
        row=row,
        kind=row.kind,
        answer=row.answer,
        basis=row.basis,
        label=label,
        words=_words(row, is_over),
        tone=tone or TONES.get(ConsentAnswer(row.answer), ""),
        terms=terms,
        is_over=is_over,
    )


def _words(row: Consent, is_over: bool) -> str:
    if row.basis != LegalBasis.CONSENT:
        return str(LegalBasis(row.basis).label)
    words = str(ConsentAnswer(row.answer).label)
    if row.answer != ConsentAnswer.YES:
        return words
    if starts_on(row) > timezone.localdate():
        begin = formats.date_format(starts_on(row), "SHORT_DATE_FORMAT")
        return _("%(answer)s, counts from %(day)s") % {"answer": words, "day": begin}
    if row.valid_until is None:
        return words
    day = formats.date_format(row.valid_until, "SHORT_DATE_FORMAT")
    if is_over:
        return _("Ended on %(day)s, ask again") % {"day": day}
    return _("%(answer)s, until %(day)s") % {"answer": words, "day": day}


def earlier_answers(case: Case) -> list[Any]:
    """What held before, the newest first."""
    today = timezone.localdate()
    rows = Consent.objects.filter(case=case, is_current=False).select_related("recorded_by").order_by("-created_at")
    return [answer_of(row, today) for row in rows[:100]]


@dataclass(frozen=True)
class Asking:
    """A kind of consent that nobody has asked about yet."""

    kind: str
    label: str
    lasts: str


def not_asked(answers: Iterable[Answer]) -> list[Asking]:
    """The kinds without any current answer, in their order."""
    asked = {answer.kind for answer in answers}
    return [
        Asking(kind.value, str(kind.label), str(rule.lasts)) for kind, rule in RULES.items() if kind.value not in asked
    ]


def usual_end(kind: ConsentKind, asked_on: date) -> date | None:
    """Until when a yes of this kind usually counts; None if until it is withdrawn."""
    days = RULES[kind].days
    return None if days is None else asked_on + timedelta(days=days)
