"""What `cases` itself puts on a timeline."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis
from cases.document.queries import held
from cases.encounter.queries import told
from cases.hooks import TimelineItem, register_source
from cases.models import (
    Case,
    CaseGrant,
    Consent,
    Dependant,
    Document,
    Encounter,
    Identification,
    Note,
    RiskReview,
    ServiceGiven,
)
from cases.service.queries import given

ANSWER_TONES = {ConsentAnswer.YES: "ok", ConsentAnswer.NO: "", ConsentAnswer.WITHDRAWN: "late"}
Rows = QuerySet[Any, Any]
AT_ONCE = timedelta(minutes=1)


def _older(rows: Rows, name: str, before: datetime | None, limit: int) -> Rows:
    """The newest `limit` rows, or the newest of those before an instant."""
    if before is not None:
        rows = rows.filter(**{f"{name}__lt": before})
    return rows.order_by(f"-{name}", "-pk")[:limit]


def _moment(day: date, written_at: datetime) -> datetime:
    """When something of a day stands on the timeline: the moment of writing if it was that day, else noon."""
    if timezone.localdate(written_at) == day:
        return written_at
    return timezone.make_aware(datetime.combine(day, time(12)))


def notes(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Notes as they stand now; a corrected one gives way to its correction."""
    rows = Note.objects.filter(case=case, corrections__isnull=True).select_related("author")
    for note in _older(rows, "happened_at", before, limit):
        is_health = not note.health_text.is_null
        yield TimelineItem(
            at=note.happened_at,
            kind="note",
            title=_("Health note") if is_health else _("Note"),
            icon="heart" if is_health else "note",
            tone="brand" if is_health else "",
            who=note.author.display_name,
            sealed=note.health_text if is_health else note.text,
            url=reverse("cases:note_detail", args=[case.pid, note.pid]),
            facts=_marks(note),
            row=note,
        )


def _marks(note: Note) -> tuple[str, ...]:
    """Whether the note corrects another, or adds to one."""
    added = (_("added to a note"),) if note.adds_to_id else ()
    return ((_("corrected"),) if note.corrects_id else ()) + added


def contacts(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Contacts with the person and about her, also those that did not come about."""
    rows = Encounter.objects.filter(case=case).select_related("author")
    for row in _older(rows, "happened_at", before, limit):
        item = told(row)
        yield TimelineItem(
            at=row.happened_at,
            kind="contact",
            title=row.get_kind_display(),
            icon=item.icon,
            tone=item.tone,
            who=row.author.display_name,
            sealed=item.text,
            facts=item.words,
            row=row,
        )


def services(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Services given; what was struck out is not an event."""
    rows = ServiceGiven.objects.filter(case=case, withdrawn_at__isnull=True).select_related("recorded_by")
    if before is not None:
        rows = rows.filter(given_on__lte=timezone.localdate(before))
    url = reverse("cases:service_list", args=[case.pid])
    for row in rows.order_by("-given_on", "-created_at")[:limit]:
        at = _moment(row.given_on, row.created_at)
        if before is not None and at >= before:
            continue
        item = given(row, {})
        health = item.is_health or not row.health_facts.is_null
        yield TimelineItem(
            at=at,
            kind="service",
            title=item.kind or (_("Health service given") if health else _("Service given")),
            icon="heart" if health else "check",
            tone="brand",
            who=row.recorded_by.display_name,
            sealed=item.remark,
            url=url,
            facts=tuple(part for part in (item.amount, item.for_whom) if part),
            row=row,
        )


def documents(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Documents added, of those that the reader may open; what was withdrawn is not an event. Never a file's name."""
    rows = Document.objects.filter(case=case, withdrawn_at__isnull=True).select_related("added_by")
    url = reverse("cases:document_list", args=[case.pid])
    for row in _older(rows, "created_at", before, limit):
        item = held(row)
        if not item.facts.may_reveal():
            continue
        yield TimelineItem(
            at=row.created_at,
            kind="document",
            title=_("Document added: %(kind)s") % {"kind": item.kind} if item.kind else _("Document added"),
            icon="file",
            who=row.added_by.display_name,
            url=url,
            row=row,
        )


def consents(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Answers about consent. Where another basis holds, the word consent is not said."""
    rows = Consent.objects.filter(case=case).select_related("recorded_by")
    if before is not None:
        rows = rows.filter(asked_on__lte=timezone.localdate(before))
    for item in consent_items(case, rows.order_by("-asked_on", "-created_at")[:limit]):
        if before is None or item.at < before:
            yield item


def consent_items(case: Case, rows: Iterable[Consent]) -> Iterator[TimelineItem]:
    """The same for rows that a page has at hand."""
    url = reverse("cases:consent_list", args=[case.pid])
    for row in rows:
        kind = ConsentKind(row.kind).label
        is_asked = row.basis == LegalBasis.CONSENT
        answer = ConsentAnswer(row.answer).label if is_asked else LegalBasis(row.basis).label
        yield TimelineItem(
            at=_moment(row.asked_on, row.created_at),
            kind="consent",
            title=_("%(kind)s: %(answer)s") % {"kind": kind, "answer": answer},
            icon="check" if is_asked and row.answer == ConsentAnswer.YES else "message",
            tone=ANSWER_TONES.get(ConsentAnswer(row.answer), "soon") if is_asked else "",
            who=row.recorded_by.display_name,
            url=url,
        )


def risks(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Looks at the risk, without what was found."""
    rows = RiskReview.objects.filter(case=case).select_related("reviewed_by")
    for row in _older(rows, "reviewed_at", before, limit):
        yield TimelineItem(
            at=row.reviewed_at,
            kind="safety",
            title=_("Risk looked at"),
            icon="shield",
            tone="soon",
            who=row.reviewed_by.display_name,
            url=reverse("cases:consent_list", args=[case.pid]),
        )


def assessments(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Identification records, without their result."""
    rows = Identification.objects.filter(case=case).select_related("assessed_by")
    for row in _older(rows, "created_at", before, limit):
        yield TimelineItem(
            at=row.created_at,
            kind="assessment",
            title=_("Assessment recorded"),
            icon="scales",
            tone="plum",
            who=row.assessed_by.display_name,
            url=reverse("cases:identification_list", args=[case.pid]),
        )


def people(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """When the case began and ended, who began and stopped working on it, who was recorded with the person."""
    grants = CaseGrant.objects.filter(content_object=case).select_related("user", "granted_by", "ended_by")
    dependants = Dependant.objects.filter(case=case).only("created_at")
    found = [
        *people_items(case, grants),
        *(_person_item(row.created_at, _("Dependant recorded")) for row in dependants),
    ]
    older = [item for item in found if before is None or item.at < before]
    yield from sorted(older, key=lambda item: item.at, reverse=True)[:limit]


def people_items(case: Case, grants: Iterable[CaseGrant]) -> Iterator[TimelineItem]:
    """The course of the work, from rows that a page has at hand."""
    yield _person_item(_moment(case.opened_on, case.created_at), _("Case opened"))
    if case.closed_on is not None:
        closed = _("Case closed: %(reason)s") % {"reason": case.get_closure_reason_display()}
        yield _person_item(_moment(case.closed_on, case.updated_at), closed)
    for grant in grants:
        name = {"name": grant.user.display_name}
        # Whoever begins a case works on it: no event of its own.
        if grant.user_id != grant.granted_by_id or grant.granted_at - case.created_at >= AT_ONCE:
            words = _("Assigned: %(name)s") if grant.cover_id is None else _("Stands in: %(name)s")
            yield _person_item(grant.granted_at, words % name, grant.granted_by.display_name)
        ended = grant.ended_at or (grant.until if grant.until <= timezone.now() else None)
        if ended is not None:
            by = grant.ended_by.display_name if grant.ended_by else ""
            yield _person_item(ended, _("Assignment ended: %(name)s") % name, by)


def _person_item(at: datetime, title: str, who: str = "") -> TimelineItem:
    return TimelineItem(at=at, kind="people", title=title, icon="user", tone="sky", who=who)


def register() -> None:
    """Called once when the app starts."""
    for kind, source in (
        ("note", notes),
        ("contact", contacts),
        ("service", services),
        ("document", documents),
        ("consent", consents),
        ("safety", risks),
        ("assessment", assessments),
        ("people", people),
    ):
        register_source(kind, source)
