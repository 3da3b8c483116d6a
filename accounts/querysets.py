"""Which rows of staff a user may know."""

from typing import TYPE_CHECKING, Self

from django.utils import timezone

from accounts.choices import Role
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

    def with_role(self, role: Role) -> Self:
        """Accounts that have `role` and can sign in."""
        return self.active().filter(role=role)


class InvitationQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Invitations of the own organisation, for those who may invite."""
        if user.role not in {Role.ADMINISTRATOR, Role.COORDINATOR}:
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def open(self) -> Self:
        """Links that still make an account."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
