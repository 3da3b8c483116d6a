"""Invented entries of the contact log."""

from typing import Any

from django.utils import timezone

from accounts.matrix import CALL_LOG
from accounts.models import User
from cases.call.choices import CallChannel, Caller
from cases.models import Call
from encryption.principal import current_principal
from tests.factories.cases import acting


def make_call(user: User, **fields: Any) -> Call:
    """One entry written by `user`, whatever the role: past the action, which lets only some write."""
    facts = {"danger": "no", "asked": ["bed"], "language": "ron"} | fields.pop("facts", {})
    row = Call(
        organisation_id=user.organisation_id,
        logged_by=user,
        happened_at=fields.pop("happened_at", timezone.now()),
        channel=fields.pop("channel", CallChannel.PHONE.value),
        caller=fields.pop("caller", Caller.PERSON.value),
        **fields,
    )
    with acting(user):
        current_principal().admit(row.pk, CALL_LOG)
        row.facts = facts
        row.words = "Rang from a shop."
        row.save(force_insert=True)
    return Call.objects.get(pk=row.pk)
