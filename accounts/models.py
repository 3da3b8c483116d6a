"""Organisations, teams and staff. Nobody here is superuser: a role says all."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role, TextSize
from accounts.querysets import (
    InvitationQuerySet,
    OrganisationQuerySet,
    TeamQuerySet,
    UserQuerySet,
)
from accounts.reset.models import FactorReset
from accounts.signin.models import SignIn
from common.models import PublicModel, TimestampedModel
from common.querysets import ScopedQuerySet

__all__ = ["FactorReset", "Invitation", "Organisation", "SharedCount", "SignIn", "Team", "UsedCode", "User"]


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
    # Raised with each change, so that a form can say what it was made from.
    version = models.PositiveIntegerField(default=0)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_team_name_per_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts. There is no `create_superuser`."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PublicModel, TimestampedModel):
    """A person of staff, with one role in one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Somebody already signs in with this name. Choose another.")},
    )
    display_name = models.CharField(_("name shown to colleagues"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="staff", null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language"), max_length=10, blank=True)
    has_single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    has_names_in_lists = models.BooleanField(_("show the name used beside the alias in lists"), default=False)
    text_size = models.CharField(_("text size"), max_length=10, choices=TextSize.choices, blank=True)
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    # Part of every session's seal: raising it ends all sessions of the person at once.
    session_epoch = models.PositiveIntegerField(default=0)
    # Raised with each change of name, role or team, so that a form can say what it was made from.
    version = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff(self) -> bool:
        """Nobody is "staff" in Django's sense: there is no second set of pages."""
        return False

    def get_session_auth_hash(self) -> str:
        """What a session must match: ends with the password and with every raise of `session_epoch`."""
        return salted_hmac(
            "accounts.User.session", f"{self.password}|{self.session_epoch}", algorithm="sha256"
        ).hexdigest()


class Invitation(PublicModel, TimestampedModel):
    """A link that makes one account, once, within seven days. Only a digest of the link is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    display_name = models.CharField(_("name shown to colleagues"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitation", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_not_accepted_and_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.pid


class UsedCode(models.Model):
    """A one-time code somebody has signed in with. The unique row makes a code work once, also across workers."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="used_codes")
    digest = models.CharField(max_length=64, editable=False)
    used_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="one_use_per_code"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SharedCount(models.Model):
    """One row of the cache: a counter that slows guessing down, shared by all workers. `value` is JSON."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        db_table = "accounts_sharedcount"

    def __str__(self) -> str:
        return self.cache_key
