"""States, procedures, events and watched dates of a stay. Source: the paper on residence, sections 3 to 6."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """The one current status of a person's stay. A word of law, never of worth."""

    NOT_APPLICABLE = "not_applicable", _("No permit is needed")
    NO_STATUS = "no_status", _("No status")
    PRESUMED_PENDING = "presumed_pending", _("Flagged, a decision is awaited")
    REFLECTION = "reflection", _("Recovery period")
    REFLECTION_EXPIRED = "reflection_expired", _("Recovery period over, no next step yet")
    PERMIT_PENDING = "permit_pending", _("A permit was asked for")
    PERMIT_ACTIVE = "permit_active", _("Temporary permit")
    RENEWAL_PENDING = "renewal_pending", _("A renewal was asked for")
    PERMIT_EXPIRED = "permit_expired", _("Permit ran out")
    PERMIT_REFUSED = "permit_refused", _("Permit refused")
    PERMIT_WITHDRAWN = "permit_withdrawn", _("Permit withdrawn")
    APPEAL_PENDING = "appeal_pending", _("Appeal pending")
    ASYLUM_PENDING = "asylum_pending", _("Asylum pending")
    PROTECTION_GRANTED = "protection_granted", _("Protection granted")
    LONG_TERM = "long_term", _("Long-term stay")
    RETURN_PREPARING = "return_preparing", _("Prepares a voluntary return")
    RETURNED = "returned", _("Returned voluntarily")
    REMOVED = "removed", _("Removed")
    UNKNOWN = "unknown", _("Not known, contact lost")


class Track(models.TextChoices):
    """What runs beside the current status."""

    PERMIT = "permit", _("Permit")
    ASYLUM = "asylum", _("Asylum")
    APPEAL = "appeal", _("Appeal")
    AGE = "age", _("Age dispute")
    FAMILY = "family", _("Family")


class Course(models.TextChoices):
    """Where a procedure stands."""

    PENDING = "pending", _("pending")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


class Cooperation(models.TextChoices):
    """What the person decided about working with the authorities. Never a condition of help."""

    UNDECIDED = "undecided", _("Undecided")
    YES = "yes", _("Yes")
    NO = "no", _("No")
    LATER = "later", _("Later")


class Paper(models.TextChoices):
    """The document something rests on."""

    HERE = "here", _("The letter is here")
    SEEN = "seen", _("The letter was seen, a copy follows")
    NONE_YET = "none_yet", _("There is none yet")


class YesNo(models.TextChoices):
    """Short answers of a letter."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    LIMITED = "limited", _("Limited")
    UNKNOWN = "unknown", _("Not known yet")


class Why(models.TextChoices):
    """Why a last day changes."""

    LETTER = "letter", _("The letter says this day")
    EXTENDED = "extended", _("It was extended")
    CHILD = "child", _("It was extended in the best interest of the child")
    SHORTENED = "shortened", _("It was shortened or suspended")
    MISTAKE = "mistake", _("The day was typed wrongly")


class Basis(models.TextChoices):
    """Where a last day comes from."""

    LETTER = "letter", _("from the letter")
    TABLE = "table", _("proposed by the table")
    PROVISIONAL = "provisional", _("not confirmed")
    ENTERED = "entered", _("entered by hand")


class DateKind(models.TextChoices):
    """Days that are watched. Sealed with the row; the due thing beside it has a neutral kind."""

    REFLECTION_END = "reflection_end", _("Recovery period")
    COOPERATION = "cooperation", _("Decision on cooperation")
    DECISION = "decision", _("Decision of the authority")
    PERMIT_END = "permit_end", _("Temporary permit")
    RENEWAL_OPENS = "renewal_opens", _("A renewal can be asked for")
    RENEWAL_CLOSES = "renewal_closes", _("Last day to ask for a renewal")
    LONG_TERM = "long_term", _("Last day to ask for a long-term stay")
    APPEAL_LIMIT = "appeal_limit", _("Limit of the appeal")
    REPORT = "report", _("Report or sign at the authority")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document")
    INTERIM = "interim", _("Interim certificate")
    BIRTHDAY = "birthday", _("18th birthday")
    DUBLIN = "dublin", _("Limit of the transfer")
    INFORMATION = "information", _("Information in a language that is understood")
    CONFIRM_END = "confirm_end", _("Confirm the end date from the letter")
    PAPERS = "papers", _("Papers valid until?")
    DETENTION = "detention", _("Detained: a lawyer the same day")
    REMOVAL = "removal", _("Removal: a lawyer the same day")
    EXPIRED = "expired", _("The stay ran out: what can be asked for, today")


class Told(models.TextChoices):
    """Who was told of an incident."""

    LAWYER = "lawyer", _("A lawyer")
    PERSON = "person", _("The person")
    GUARDIAN = "guardian", _("The guardian")
    AUTHORITY = "authority", _("The authority that decides on the stay")
    MECHANISM = "mechanism", _("The national referral mechanism")
    RIGHTS_BODY = "rights_body", _("An ombudsperson, or another body for human rights")
    NOBODY = "nobody", _("Nobody yet")


# What may be entered by hand, beside what an event brings.
BY_HAND = (
    DateKind.DECISION,
    DateKind.PERMIT_END,
    DateKind.RENEWAL_OPENS,
    DateKind.RENEWAL_CLOSES,
    DateKind.LONG_TERM,
    DateKind.APPEAL_LIMIT,
    DateKind.REPORT,
    DateKind.TRAVEL_DOCUMENT,
    DateKind.INTERIM,
    DateKind.DUBLIN,
)
# Due because of who the person is: without a row of its own, and ended by the event that says what became of it.
OF_PERSON = frozenset({DateKind.BIRTHDAY, DateKind.PAPERS})
# A person can be removed, or was: each is a record of its own with what was done, who was told, and when.
INCIDENTS = frozenset({DateKind.DETENTION, DateKind.REMOVAL, DateKind.EXPIRED})
# A last day of a stay or a limit: a case with one of these ahead or past is not closed.
# The birthday has no row; `reminding.birthday_near` says when it counts.
RUNNING = frozenset(DateKind) - OF_PERSON - {DateKind.INFORMATION, DateKind.RENEWAL_OPENS, DateKind.CONFIRM_END}
# Source: residence, section 3, "Removal possible?".
EXPOSED = frozenset(
    {
        Status.NO_STATUS,
        Status.REFLECTION_EXPIRED,
        Status.PERMIT_EXPIRED,
        Status.PERMIT_REFUSED,
        Status.PERMIT_WITHDRAWN,
    }
)
SECURE = frozenset(
    {
        Status.NOT_APPLICABLE,
        Status.PRESUMED_PENDING,
        Status.REFLECTION,
        Status.PERMIT_ACTIVE,
        Status.RENEWAL_PENDING,
        Status.ASYLUM_PENDING,
        Status.PROTECTION_GRANTED,
        Status.LONG_TERM,
    }
)
