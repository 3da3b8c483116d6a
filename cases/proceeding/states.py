"""Refusals about proceedings."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class StepInFuture(DomainError):
    """The day lies ahead."""

    code = "step_in_future"
    sentence = _("Only what has happened is recorded here. Choose today or an earlier day.")


class AlreadyLinked(DomainError):
    """The other case is on the docket."""

    code = "already_linked"
    sentence = _("This person's proceeding is linked already.")


class NotLinked(DomainError):
    """Nobody else is on the docket."""

    code = "not_linked"
    sentence = _("This proceeding is linked with no other.")


class OtherCaseClosed(DomainError):
    """The other case is closed."""

    code = "other_case_closed"
    sentence = _("The other case is closed. Reopen it first.")
