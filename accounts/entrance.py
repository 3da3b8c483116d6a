"""Where allauth asks us: wording, records of failed sign-ins, and the sealing of factor secrets."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.main import QRCode

from accounts.mail import send_after_answer
from accounts.models import User
from audit.record import refused
from audit.tags import Tag
from encryption.secrets_box import open_staff_secret, seal_staff_secret


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up; every failure reads alike, whether the name exists or not."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask your administrator."),
        "enter_current_password": _("Type your present password."),
        "incorrect_code": _("This code does not fit. Codes change every 30 seconds and work once; try the next one."),
        "incorrect_password": _("This password does not fit."),
        "invalid_or_expired_key": _("This link can no longer be used. Ask for a new one."),
        "invalid_password_reset": _("This link can no longer be used. Ask for a new one."),
        "too_many_login_attempts": _(
            "There were too many tries. Wait five minutes, then try again, or ask your administrator."
        ),
        "rate_limited": _("There were too many tries. Wait a few minutes, then try again."),
        "username_password_mismatch": _("The user name and password do not fit together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, sent when the answer has gone out: known and unknown addresses take the same time."""
        send_after_answer(self.render_mail(template_prefix, email, {"email": email} | context))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record the failure. What was typed is not kept: people type passwords into the wrong box."""
        refused(Tag.SESSION_FAIL, User.objects.filter(username=str(credentials.get("username", "")).lower()).first())

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it; the password alone is not enough then."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return stronger or methods


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Factor secrets lie sealed under class STAFF; the code picture is plain SVG without a `data:` address."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This second factor cannot be turned off."),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return seal_staff_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_staff_secret(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> str:
        """The code as one inline picture, dark on white also where the page is dark."""
        code = QRCode(border=4)
        code.add_data(url)
        code.make()
        rows = code.get_matrix()
        squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        side = len(rows)
        label = gettext("Code to scan with the app")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="220" height="220" '
            f'role="img" aria-label="{label}"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
            f'<path fill="#000" d="{squares}"/></svg>'
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Key %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.PRODUCT_NAME}
