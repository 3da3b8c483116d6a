"""As whom the keys know a person."""

from accounts.matrix import OWN_DRAFTS
from accounts.models import User
from encryption.principal import Principal


def principal_for(user: User) -> Principal:
    """Nothing is in scope yet but the person's own drafts."""
    principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id)
    principal.admit(user.pk, OWN_DRAFTS)
    return principal
