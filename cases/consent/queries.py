"""Reads of consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis
from cases.models import Case, Consent
from common.shown import Shown, State, show

TONES = {ConsentAnswer.YES: "ok", ConsentAnswer.WITHDRAWN: "late"}
ORDER = {kind: place for place, kind in enumerate(ConsentKind.values)}


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
    if row.answer != ConsentAnswer.YES or row.valid_until is None:
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
