"""Why an intake cannot be saved now."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class AliasInUse(DomainError):
    """Two open cases with one alias are taken for each other."""

    code = "alias_in_use"
    sentence = _("An open case has this alias already. Choose another, or take the one we propose.")


class IntakeGone(DomainError):
    """The unfinished intake was saved or discarded."""

    code = "intake_gone"
    sentence = _("This intake was saved or discarded already. Look for the case in your list, or begin a new one.")
