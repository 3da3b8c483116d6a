"""What is refused about an emergency opening."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.emergency.choices import Verdict
from cases.models import EmergencyOpening
from common.errors import DomainError


class NoSuchNumber(DomainError):
    """No case has this number; one from which the user is kept away is answered alike."""

    code = "no_such_number"
    sentence = _("There is no case with this number. Look at the sheet again, or call a coordinator.")


class TooManyNumbers(DomainError):
    """Numbers are being tried."""

    code = "too_many_numbers"
    sentence = _("Too many numbers were tried. Call a coordinator.")


class OpenAlready(DomainError):
    """Whoever may open the case needs no emergency."""

    code = "open_already"
    sentence = _("You may open this case. Open it from the list of cases.")


class EmergencyOver(DomainError):
    """The hour is over."""

    code = "emergency_over"
    sentence = _("The time of this emergency opening is over. If it is still needed, open it anew.")


class JudgedAlready(DomainError):
    """Somebody judged first."""

    code = "judged_already"
    sentence = _("This emergency opening was judged already.")


class JudgementNeedsWords(DomainError):
    """What was not right is said in a sentence."""

    code = "judgement_needs_words"
    sentence = _("Write one sentence about what was not right.")


def require_running(opening: EmergencyOpening) -> None:
    """Raise EmergencyOver once its time is over."""
    if opening.until <= timezone.now():
        raise EmergencyOver


def require_unjudged(opening: EmergencyOpening) -> None:
    """Raise JudgedAlready unless nobody has judged it."""
    if opening.verdict != Verdict.WAITING:
        raise JudgedAlready
