"""Refusals of the contact log."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class CallInFuture(DomainError):
    """The hour lies ahead."""

    code = "call_in_future"
    sentence = _("A call has happened already. Choose today or an earlier day.")


class NoConsentToRecord(DomainError):
    """The person did not say yes."""

    code = "no_consent_to_record"
    sentence = _("Without the person’s own yes no case is begun. The entry stays without a name. You can still help.")


class CaseBegunAlready(DomainError):
    """There is a case, or an intake, from this entry."""

    code = "case_begun_already"
    sentence = _("From this entry a case was begun already.")
