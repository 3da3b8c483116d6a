"""Which rows of staff a user may know."""

from typing import TYPE_CHECKING, Self

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class OrganisationQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """The own organisation."""
        return self.filter(pk=user.organisation_id)


class TeamQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Teams of the own organisation."""
        return self.filter(organisation_id=user.organisation_id)


class UserQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Colleagues of the own organisation."""
        return self.filter(organisation_id=user.organisation_id)

    def active(self) -> Self:
        """Accounts that can sign in."""
        return self.filter(is_active=True)
