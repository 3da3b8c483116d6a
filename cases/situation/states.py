"""Refusals about linked cases."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class NoSuchCase(DomainError):
    """No case with this number, or none that the actor may open."""

    code = "no_such_case"
    sentence = _("You may open no case with this number. Check it, or ask a coordinator.")


class LinkedToItself(DomainError):
    """A case is not beside itself."""

    code = "linked_to_itself"
    sentence = _("This is the number of the case you are in. Write that of the other one.")


class LinkedAlready(DomainError):
    """Both belong to it."""

    code = "linked_already"
    sentence = _("The two are linked in this way already.")


class TooLateToPutBack(DomainError):
    """The moment for undoing has passed, or it was somebody else's doing."""

    code = "too_late_to_undo"
    sentence = _("It is too late to undo this. You can link the case again by its number.")


class LinkEnded(DomainError):
    """It was taken out before."""

    code = "link_ended"
    sentence = _("This case was taken out already. You can link it again by its number.")
