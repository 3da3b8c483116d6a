"""Why a reset of a second factor may be refused."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class ResetAsked(DomainError):
    """One at a time."""

    code = "reset_asked"
    sentence = _("A reset for this account waits already. A coordinator or another administrator must answer it.")


class NothingToReset(DomainError):
    """The account has no second factor."""

    code = "nothing_to_reset"
    sentence = _("This account has no second step. It is set up at the next sign-in.")


class ResetSpent(DomainError):
    """Answered, too old, or asked for by somebody who could not any more."""

    code = "reset_spent"
    sentence = _("This reset can no longer be answered. It must be asked for again.")
