"""What the overview of a case shows beside the frame that all its pages share."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, Value
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import Act
from cases.case.choices import Stage
from cases.case.deadlines import Deadline, deadlines_of
from cases.case.page import CasePage
from cases.consent.choices import ConsentAnswer, LegalBasis
from cases.consent.queries import Answer, answers_of
from cases.contact.choices import SafeContact
from cases.episode.questions import FACTS
from cases.facts.queries import Line, line_of
from cases.facts.sections import BY_SLUG, LEGAL_NAME, Row
from cases.hooks import TimelineItem
from cases.models import Case, Consent, ContactSheet, Encounter, Episode, HealthSheet, Person, ServiceGiven
from cases.opening.queries import Ways
from cases.person.questions import PROFILE
from cases.risk.queries import latest_review_of
from cases.timeline.queries import events_of
from cases.timeline.sources import consent_items, people_items
from common.shown import Shown, State, show

RECENT = 5
MOST_CONSENTS = 4


@dataclass
class Overview:
    """Shapes are those of the parts that print them."""

    recent: list[TimelineItem]
    has_more: bool
    deadlines: list[Deadline]
    key_facts: list[Line]
    consents: list[Answer]
    counts: Mapping[str, int] = field(default_factory=dict)
    says_consent: bool = True
    missing: list[dict[str, str]] = field(default_factory=list)


def overview_of(page: CasePage, opened: Collection[str], *, ways: Ways) -> Overview:
    """The overview of a case that was opened."""
    rows = list(Consent.objects.filter(case_id=page.case.pk).select_related("recorded_by").order_by("created_at"))
    at_hand = {
        "consent": consent_items(page.case, rows),
        "people": people_items(page.case, page.grants),
        # What stands on a page of its own costs no query here.
        "assessment": (),
        "safety": (),
    }
    recent, older = events_of(page.user, page.case, limit=RECENT, at_hand=at_hand)
    consents = answers_of(row for row in rows if row.is_current)
    return Overview(
        recent=recent[:RECENT],
        has_more=older is not None or len(recent) > RECENT,
        deadlines=deadlines_of(page.case, with_stay=page.may(Act.RESIDENCE_LIST)),
        key_facts=list(_key_facts(page, opened, ways)),
        consents=consents[:MOST_CONSENTS],
        counts=_counts(page.case),
        says_consent=not consents or any(answer.basis == LegalBasis.CONSENT for answer in consents),
        missing=list(_missing(page, consents)) if page.case.stage == Stage.INTAKE else [],
    )


def _counts(case: Case) -> dict[str, int]:
    """How many contacts and services there are, in one query and without opening any."""
    contacts = Encounter.objects.filter(case_id=case.pk).order_by().values("case").annotate(number=Count("pk"))
    given = ServiceGiven.objects.filter(case_id=case.pk, withdrawn_at=None).order_by().values("case")
    found = dict(
        contacts.annotate(kind=Value("contacts"))
        .values_list("kind", "number")
        .union(given.annotate(number=Count("pk"), kind=Value("services")).values_list("kind", "number"), all=True)
    )
    return {name: found.get(name, 0) for name in ("contacts", "services")}


def _row(slug: str, code: str) -> Row:
    return next(row for row in BY_SLUG[slug].rows if row.code == code)


def _key_facts(page: CasePage, opened: Collection[str], ways: Ways) -> Iterator[Line]:
    """A few lines that are asked for every day."""
    case = page.case
    person = page.person or Person.of(case)
    yield line_of(LEGAL_NAME, person, opened, ways=ways)
    if case.channel:
        told = _("%(channel)s, %(day)s") % {
            "channel": case.get_channel_display(),
            "day": formats.date_format(case.opened_on, "DATE_FORMAT"),
        }
        yield Line(_("Came to us through"), Shown(State.VALUE, told))
    episode = Episode.objects.filter(case_id=case.pk).order_by("-number").first() or Episode.of(case)
    facts = show(episode.facts)
    if facts:
        held = FACTS.named(facts.value).get("exploitation")
        if held:
            yield Line(FACTS["exploitation"].label, Shown(State.VALUE, FACTS["exploitation"].words(held)))
    elif facts.state != State.EMPTY:
        yield Line(FACTS["exploitation"].label, facts)
    for name in ("birth_year", "citizenship", "interpreter_needed"):
        if page.answers.get(name):
            yield Line(PROFILE[name].label, Shown(State.VALUE, PROFILE[name].words(page.answers[name])))
    if page.profile.state not in {State.VALUE, State.EMPTY}:
        yield Line(_("About the person"), page.profile)
    if review := latest_review_of(case):
        told = _("%(level)s, %(day)s") % {
            "level": review.level,
            "day": formats.date_format(timezone.localdate(review.row.reviewed_at), "SHORT_DATE_FORMAT"),
        }
        yield Line(_("Risk"), Shown(State.VALUE, told) if review.level else review.answers)
        if review.reason:
            yield Line(_("Reason"), Shown(State.VALUE, review.reason))
    contact = page.contact or ContactSheet.of(case)
    yield line_of(_row("contact", "contactsheet.phone"), contact, opened, ways=ways)
    health = HealthSheet.objects.filter(case_id=case.pk).first() or HealthSheet.of(case)
    alerts = line_of(_row("health", "healthsheet.alerts"), health, opened, ways=ways)
    yield replace(alerts, label=_("Health alerts"))


def _missing(page: CasePage, consents: list[Answer]) -> Iterator[dict[str, str]]:
    """What a new case still lacks, each with the way to it. A question that was answered "not known" is not missing."""
    if not page.may_write(Act.CONSENT_RECORD):
        return
    record = next((answer for answer in consents if answer.kind == "record"), None)
    if record is None or record.answer in {ConsentAnswer.LATER, ConsentAnswer.CANNOT_BE_ASKED}:
        basis_is_consent = record is None or record.basis == LegalBasis.CONSENT
        label = _("Ask whether we may keep the record") if basis_is_consent else _("Explain why we keep the record")
        yield {"label": label, "url": page.url("consent_record") + "?kind=record"}
    contact = show(page.contact.safe_contact) if page.contact else None
    if not contact or contact.value.get("answer") == SafeContact.DO_NOT_CONTACT:
        yield {"label": _("Ask how to get in touch safely"), "url": page.url("facts_edit", "contact")}
    if page.profile.state in {State.VALUE, State.EMPTY}:
        if not page.answers.get("birth_year") and not page.answers.get("age_group"):
            yield {"label": _("Note the age or year of birth"), "url": page.url("facts_edit", "person")}
        if not page.answers.get("languages"):
            yield {"label": _("Note the languages"), "url": page.url("facts_edit", "talking")}
