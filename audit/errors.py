"""What can go wrong with the trail."""

from django.http import Http404


class AuditNotWritten(Exception):
    """The row could not be written, so neither the data nor the change may leave."""


class RefusedTry(Http404):
    """A try that was refused: answered like an absent address, and recorded."""
