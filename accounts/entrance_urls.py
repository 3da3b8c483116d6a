"""Sign-in, second factor and sessions: allauth's views at addresses of our own, under the names that allauth looks up.

Only what is listed here exists: no sign-up, no e-mail pages, no codes by mail.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path, re_path

urlpatterns = [
    path("in/", account.login, name="account_login"),
    path("in/out/", account.logout, name="account_logout"),
    path("in/closed/", account.account_inactive, name="account_inactive"),
    path("in/check/", mfa.authenticate, name="mfa_authenticate"),
    path("in/known/", mfa.trust, name="mfa_trust"),
    path("in/key/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("in/again/key/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("in/reset/", account.password_reset, name="account_reset_password"),
    path("in/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("in/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("me/password/", account.password_change, name="account_change_password"),
    path("me/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("me/factor/", mfa.index, name="mfa_index"),
    path("me/factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/factor/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("me/factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("me/factor/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("me/factor/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("me/factor/keys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("me/factor/keys/<int:pk>/off/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
