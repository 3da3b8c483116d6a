"""Kinds of consent, answers, and how long each answer lasts. Source: data protection, section 3."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """Each is asked apart; nothing is ticked beforehand."""

    SERVICE = "service", _("Accept help")
    RECORD = "record", _("Keep this record")
    CONTACT = "contact", _("Be contacted")
    SHARE = "share", _("Share with one organisation")
    AUTHORITY = "authority", _("Tell an authority")
    INTERPRETER = "interpreter", _("Use this interpreter")
    HEALTH_SHARING = "health_sharing", _("Share health information")
    FOLLOW_UP = "follow_up", _("Be followed up")
    STATISTICS = "statistics", _("Be counted in anonymous totals")
    RESEARCH = "research", _("Research or evaluation")
    MEDIA = "media", _("Photo, voice or story")
    CONFERENCE = "conference", _("Case conference")
    TRANSFER = "transfer", _("Transfer or return")
    RECORDING = "recording", _("Recording of a talk")


class ConsentAnswer(models.TextChoices):
    """`cannot_be_asked` is for a person without interpreter, unwell, or a child without guardian; due again in 72 hours."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    LATER = "later", _("Asked to decide later")
    CANNOT_BE_ASKED = "cannot_be_asked", _("Cannot be asked yet")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LegalBasis(models.TextChoices):
    """Why a record may be kept. Decided by the organisation's lawyer, not by this program."""

    CONSENT = "consent", _("Consent")
    VITAL = "vital", _("Vital interests")
    LEGAL_DUTY = "legal_duty", _("Legal duty")
    CONTRACT = "contract", _("Agreement on help")
    LEGITIMATE = "legitimate", _("Legitimate interests")


class RecipientKind(models.TextChoices):
    """What sort of recipient it is; the name stands beside it, sealed."""

    ORGANISATION = "organisation", _("Organisation")
    HEALTH = "health", _("Doctor or clinic")
    LAWYER = "lawyer", _("Lawyer")
    POLICE = "police", _("Police")
    IMMIGRATION = "immigration", _("Immigration office")
    PROSECUTOR = "prosecutor", _("Prosecutor or court")
    SOCIAL = "social", _("Social or youth office")
    PERSON = "person", _("One person")
    PROJECT = "project", _("Project")
    OTHER = "other", _("Somebody else")


class Proof(models.TextChoices):
    """How it can be shown that the person said it. A video is never asked for."""

    SIGNED = "signed", _("Signed sheet")
    WITNESSED = "witnessed", _("Said, with a witness")
    SAID = "said", _("Said, noted by the worker")
    GUARDIAN = "guardian", _("The guardian’s yes and the child’s own")


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """How one kind of consent works. `days`: usual length, None without an end; `most_days`: never longer.

    `by_recipient`: asked for each recipient apart. `only_consent`: nothing else can allow it. `cooling_days`: a yes counts
    only after so many days to think. Lengths are defaults that an organisation may change.
    """

    code: str
    lasts: Promise
    days: int | None = None
    most_days: int | None = None
    by_recipient: bool = False
    only_consent: bool = False
    cooling_days: int = 0


HALF_A_YEAR = 182
RULES: Mapping[ConsentKind, ConsentRule] = MappingProxyType(
    {
        ConsentKind.SERVICE: ConsentRule("C1", _("Until it is withdrawn.")),
        ConsentKind.RECORD: ConsentRule("C2", _("Until the case is closed, and as long after as the law asks.")),
        ConsentKind.CONTACT: ConsentRule("C3", _("Asked again after 90 days: phones change hands."), days=90),
        ConsentKind.SHARE: ConsentRule(
            "C4", _("Until the purpose is reached, at most six months."), HALF_A_YEAR, HALF_A_YEAR, by_recipient=True
        ),
        ConsentKind.AUTHORITY: ConsentRule(
            "C5", _("For one time. Asked again for the next."), 30, 30, by_recipient=True
        ),
        ConsentKind.INTERPRETER: ConsentRule("C6", _("For this interpreter only."), HALF_A_YEAR, by_recipient=True),
        ConsentKind.HEALTH_SHARING: ConsentRule(
            "C7", _("For one provider, at most six months."), HALF_A_YEAR, HALF_A_YEAR, by_recipient=True
        ),
        ConsentKind.FOLLOW_UP: ConsentRule("C8", _("For one round of follow-up."), 120, 366, by_recipient=True),
        ConsentKind.STATISTICS: ConsentRule("C9", _("Until the person objects.")),
        ConsentKind.RESEARCH: ConsentRule(
            "C10", _("For one project with an ethics approval."), 365, by_recipient=True, only_consent=True
        ),
        ConsentKind.MEDIA: ConsentRule(
            "C11",
            _("For one time, after seven days to think. What is on the internet cannot be called back."),
            60,
            60,
            by_recipient=True,
            only_consent=True,
            cooling_days=7,
        ),
        ConsentKind.CONFERENCE: ConsentRule("C12", _("For one date."), 30, 30, by_recipient=True),
        ConsentKind.TRANSFER: ConsentRule("C13", _("For one transfer."), 90, HALF_A_YEAR, by_recipient=True),
        ConsentKind.RECORDING: ConsentRule("C14", _("For one talk."), 1, 1, only_consent=True),
    }
)
# Kinds with one current answer; the others have one for each recipient.
SINGLE = tuple(kind.value for kind, rule in RULES.items() if not rule.by_recipient)
