"""Refusals when an account is closed."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class NobodyTakesOver(DomainError):
    """Some cases would be left without a worker."""

    code = "nobody_takes_over"
    sentence = _("Some open cases would be left without a worker. Choose a colleague who takes them over.")


class CannotTakeOverAll(DomainError):
    """The colleague's role or account does not allow it."""

    code = "cannot_take_over_all"
    sentence = _("This colleague cannot take over the cases. Choose somebody else who does the same work.")
