"""Why a search is not made."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class TooManyFinds(DomainError):
    """One person searched more often than a day's work asks for."""

    code = "too_many_finds"
    sentence = _(
        "You searched very often within this hour. Wait a little, open the case from your list, or ask a coordinator."
    )
    status = 429


class NumbersNotSearchable(DomainError):
    """The tokens do not fit this program yet."""

    code = "numbers_not_searchable"
    sentence = _("Search is being prepared and does not answer yet. Try again in a few minutes.")
