"""allauth's forms in our words, and with codes that work once."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticatePasswordForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTotpForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddKeyForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthEditKeyForm
from allauth.mfa.webauthn.forms import LoginWebAuthnForm as AllauthLoginKeyForm
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes import use_code
from accounts.forms import PASSWORD_HINT
from accounts.models import User


def _code_input(field: forms.Field) -> None:
    """A code is typed by hand, also with spaces, on any keyboard."""
    field.label = _("Code")
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autofocus": True}
    )


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        if not self.is_bound:
            # Whoever was signed out in the middle of a sentence goes on by typing.
            self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]
    """The e-mail address of the account, if it has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail of your account")
        self.fields["email"].widget.attrs = {"autocomplete": "email"}


class PlainPasswords:
    """Password boxes in our words: label above, one hint, nothing inside the box. Pasting is allowed."""

    words: ClassVar = {
        "password": _("Password"),
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.label = self.words[name]
            field.help_text = PASSWORD_HINT if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)


class ChangePasswordForm(PlainPasswords, AllauthChangePasswordForm):  # type: ignore[misc]
    """The present password and a new one."""


class ResetPasswordKeyForm(PlainPasswords, AllauthResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, for whoever holds the link."""


class ReauthenticatePasswordForm(PlainPasswords, AllauthReauthenticatePasswordForm):  # type: ignore[misc]
    """The password again, for whoever has no second factor."""


class OnceMixin:
    """Refuses a code from the app that has been used, also by another worker at the same instant."""

    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_input(self.fields["code"])  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not use_code(self.user, code):  # type: ignore[attr-defined]
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(OnceMixin, AllauthAuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""


class ReauthenticateForm(OnceMixin, AllauthReauthenticateForm):  # type: ignore[misc]
    """The second factor again, before a dangerous act."""


class ActivateTotpForm(AllauthActivateTotpForm):  # type: ignore[misc]
    """The first code from a new app. It counts as used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_input(self.fields["code"])

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_code(self.user, code)
        return code


class AddKeyForm(AllauthAddKeyForm):  # type: ignore[misc]
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key, for yourself")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _("The key then asks for its own PIN or fingerprint.")


class EditKeyForm(AllauthEditKeyForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key, for yourself")


class LoginKeyForm(AllauthLoginKeyForm):  # type: ignore[misc]
    """Signing in with a key alone: it must have asked for its PIN or fingerprint, whatever challenge it answers."""

    def clean_credential(self) -> Authenticator:
        said = parse_authentication_response(self.cleaned_data["credential"])
        if not said.response.authenticator_data.is_user_verified():
            # The challenge of a second step does not ask for it, and may still lie in the session.
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_credential()


class UnlockForm(forms.Form):
    """The password of the one whose session is locked; of nobody while there were too many tries."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].required = user is not None

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user is not None and not self.user.check_password(password):
            raise get_account_adapter().validation_error("incorrect_password")
        return password
