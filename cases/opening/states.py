"""How far a question has come, and what is refused."""

from django.utils.translation import gettext_lazy as _

from cases.models import AskRequest
from cases.opening.choices import AskState
from common.errors import DomainError


class AskedAlready(DomainError):
    """The same question waits for an answer."""

    code = "asked_already"
    sentence = _("You asked for this already. The answer comes to Today.")


class AnsweredAlready(DomainError):
    """Somebody answered first."""

    code = "answered_already"
    sentence = _("This question was answered already.")


class AnswerNeedsWords(DomainError):
    """A no says why."""

    code = "answer_needs_words"
    sentence = _("Write one sentence why not, so that your colleague knows what to do instead.")


class ReasonNeeded(DomainError):
    """These lines open with a reason only."""

    code = "reason_needed"
    sentence = _("Give a reason to see this. It is recorded.")


class ConfirmFirst(DomainError):
    """The person at the keyboard has not said for a while who it is."""

    code = "confirm_first"
    status = 403
    sentence = _("Confirm first that it is you, then try again.")


def require_waiting(ask: AskRequest) -> None:
    """Raise AnsweredAlready unless nobody has answered."""
    if ask.state != AskState.ASKED:
        raise AnsweredAlready
