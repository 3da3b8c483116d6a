"""Organisations, teams and staff. Nobody here is superuser: a role says all."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.querysets import OrganisationQuerySet, TeamQuerySet, UserQuerySet
from common.models import PublicModel, TimestampedModel


class Organisation(PublicModel, TimestampedModel):
    """One agency. Nothing of it is visible to another without a referral and consent."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class Team(PublicModel, TimestampedModel):
    """Caseworkers who share a list of rows, not of contents."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=120)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_team_name_per_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes accounts. There is no `create_superuser`."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PublicModel, TimestampedModel):
    """A person of staff, with one role in one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    display_name = models.CharField(_("name shown to colleagues"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="staff", null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language"), max_length=10, blank=True)
    has_single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    has_names_in_lists = models.BooleanField(_("show the name used beside the alias in lists"), default=False)
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username
