"""Sign-ins of the last months, for the one whose account it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.signin.choices import SignInKind
from accounts.signin.querysets import SignInQuerySet


class SignIn(models.Model):
    """One sign-in, or something unusual about the second step. No address and no name of a machine is kept.

    `browser`: a digest of the secret that the browser holds and of the account, so that it neither gives the secret
    away nor ties two accounts to one browser; empty where nobody signed in. `seen_at`: its owner said to know about it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=SignInKind.choices)
    browser = models.CharField(max_length=64, blank=True, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "at"], name="sign_in_by_user")]

    def __str__(self) -> str:
        return str(self.pk)
