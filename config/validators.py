"""Password rules that belong to a deployment."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.demo import DEMO_PASSWORD


class NotTheDemoPassword:
    """The demo's password stands in the README, so nobody may choose it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for the demo password."""
        if password == DEMO_PASSWORD:
            raise ValidationError(self.get_help_text(), code="demo_password")

    def get_help_text(self) -> str:
        """The sentence under the field."""
        return _("This password is printed in the manual. Choose another.")
