"""Settings that hold everywhere. `demo`, `test` and `prod` add what differs."""

from datetime import timedelta
from pathlib import Path

from config import env
from config.logs import LOGGING as LOGGING

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
KEYS_DIR = env.folder("KEYS_DIR", DATA_DIR / "keys")
KEY_PROFILE = env.text("KEY_PROFILE", "web")
UPLOADS_DIR = DATA_DIR / "uploads"

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# What the screen calls the product. Keep it neutral: it stands in titles and in browser histories.
PRODUCT_NAME = env.text("PRODUCT_NAME", "Daybook")
# Where *Leave page* goes. A dull site that nobody asks about.
LEAVE_URL = env.text("LEAVE_URL", "about:blank")
# Modules that an organisation may switch off; their tabs and pages then do not exist.
MODULES = {name: env.flag(f"MODULE_{name.upper()}", False) for name in ("referrals", "shelters", "reintegration")}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "drf_spectacular",
    "guardian",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "encryption",
    "audit",
    "common",
    "accounts",
    "reminders",
    "cases",
    "referrals",
    "shelters",
    "reintegration",
    "reports",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.SessionClockMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.SignInMiddleware",
    "audit.middleware.AuditMiddleware",
    "accounts.middleware.PrincipalMiddleware",
    "common.once.middleware.OnceMiddleware",
    "common.drafts.middleware.DraftMiddleware",
    "common.middleware.RefusalMiddleware",
    "accounts.middleware.StepUpMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context.frame",
            ],
            "builtins": ["common.templatetags.daybook", "common.templatetags.drafts", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "common.renderer.FormRenderer"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "daybook.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
                "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# No generic grants, no anonymous guardian user: guardian carries the direct grants on cases and nothing else.
ANONYMOUS_USER_NAME = None
# Its backend answers has_perm, which is banned here; the grants are read by `visible_to` only.
# The second: common.middleware.HeadersMiddleware sends X-Frame-Options itself, with the other headers.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W002"]

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = env.number("SESSION_IDLE_MINUTES", 15, low=5, high=30) * 60
SESSION_ABSOLUTE_SECONDS = env.number("SESSION_HOURS", 10, low=1, high=10) * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "common.views.csrf_refused"
UNAVAILABLE_VIEW = "common.views.unavailable"
SECOND_FACTOR_REQUIRED = True
# Roles that must use a passkey or security key; a code generator is enough for the others.
PASSKEY_ROLES = ["coordinator", "administrator"]
# Sessions lie sealed in the database; flash messages inside them, not in a cookie.
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Counters that slow guessing down. In the database, so that all workers share them and no other service can be missing.
CACHES = {"default": {"BACKEND": "accounts.counters.CountersCache"}}

ACCOUNT_ADAPTER = "accounts.entrance.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "accounts.entrance_forms.LoginForm",
    "reset_password": "accounts.entrance_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance_forms.ResetPasswordKeyForm",
    "change_password": "accounts.entrance_forms.ChangePasswordForm",
    "reauthenticate": "accounts.entrance_forms.ReauthenticatePasswordForm",
}
# Never longer than 15 minutes: a lock that others can set off would keep a colleague from the case.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "reset_password": "20/m/ip,3/300s/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "unlock_failed": "20/m/ip,3/300s/user",
    "change_password": "5/m/user",
}
PASSWORD_RESET_TIMEOUT = 60 * 60
# Who mail comes from. Bland: neither the organisation's name nor what it does; the name of an office at most.
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "no-reply@localhost")
# Another sender for some organisations, by slug: "heron-house=Office <office@example.org>, ..."
MAIL_SENDERS = env.pairs("MAIL_SENDERS")
# Without a host no mail leaves, and the pages say so.
EMAIL_HOST = ""
EMAIL_PORT = 25
EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""
EMAIL_USE_TLS = False
EMAIL_TIMEOUT = 10
# After an outage what waited goes out at this pace.
MAIL_PER_MINUTE = env.number("MAIL_PER_MINUTE", 60, low=1, high=1000)
# Where the links in mail lead.
PUBLIC_URL = "http://localhost"

MFA_ADAPTER = "accounts.entrance.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = PRODUCT_NAME
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(hours=10)
MFA_TRUST_COOKIE_NAME = "known"
# By which a browser is known again in the list of own sign-ins.
BROWSER_COOKIE_NAME = "browser"
MFA_FORMS = {
    "authenticate": "accounts.entrance_forms.AuthenticateForm",
    "reauthenticate": "accounts.entrance_forms.ReauthenticateForm",
    "activate_totp": "accounts.entrance_forms.ActivateTotpForm",
    "add_webauthn": "accounts.entrance_forms.AddKeyForm",
    "edit_webauthn": "accounts.entrance_forms.EditKeyForm",
    "login_webauthn": "accounts.entrance_forms.LoginKeyForm",
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
LANGUAGES_COMPLETE = ["en", "fr"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["common.formats"]
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Brussels")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = UPLOADS_DIR
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "common.once.schema.Schema",
    "EXCEPTION_HANDLER": "common.api.answer_error",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Daybook",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Lists of codes whose fields share a name keep the name that they have in the code.
    "ENUM_NAME_OVERRIDES": {
        "EncounterKind": "cases.encounter.choices.EncounterKind",
        "SituationKind": "cases.situation.choices.SituationKind",
        "Role": "accounts.choices.Role",
        "ProceedingRole": "cases.proceeding.choices.ProceedingRole",
        "ClosureReason": "cases.case.choices.ClosureReason",
        "HandoverState": "cases.handover.choices.HandoverState",
        "EmergencyReason": "cases.emergency.choices.EmergencyReason",
        "Opened": "cases.caseload.choices.Opened",
        "OpeningReason": "cases.opening.choices.OpeningReason",
        "AskState": "cases.opening.choices.AskState",
        "NeedState": "cases.need.choices.NeedState",
        "YesNo": "cases.questions.YesNo",
        "SafeContact": "cases.contact.choices.SafeContact",
        "ServiceType": "cases.service.choices.ServiceType",
        "DocumentKind": "cases.document.choices.DocumentKind",
        "WithdrawReason": "cases.document.choices.WithdrawReason",
        "CallChannel": "cases.call.choices.CallChannel",
        "FirstContactChannel": "cases.choices.channels.FirstContactChannel",
        "ConsentKind": "cases.consent.choices.ConsentKind",
        "ConsentAnswer": "cases.consent.choices.ConsentAnswer",
        "MessageState": "reminders.outbox.choices.MessageState",
        "DueState": "reminders.choices.DueState",
        "SnoozeReason": "reminders.choices.SnoozeReason",
        "DropReason": "reminders.choices.DropReason",
        "Stage": "cases.case.choices.Stage",
        "ProceedingType": "cases.proceeding.choices.ProceedingType",
        "ProceedingStage": "cases.proceeding.choices.ProceedingStage",
        "HearingKind": "cases.hearing.choices.HearingKind",
        "HearingEnd": "cases.hearing.choices.HearingEnd",
        "MeasureState": "cases.hearing.choices.MeasureState",
        "LimitKind": "cases.limit.choices.LimitKind",
        "CaseStatus": "cases.choices.htcds.CaseStatus",
        "StayShortAnswer": "cases.residence.shapes.SHORT",
        "StayStatus": "cases.residence.choices.Status",
        "StayPaper": "cases.residence.choices.Paper",
        "StayCooperation": "cases.residence.choices.Cooperation",
        "StayWhy": "cases.residence.choices.Why",
        "ProtectionKind": "cases.legalrecord.choices.ProtectionKind",
        "ProtectionState": "cases.legalrecord.choices.ProtectionState",
        "SchemeType": "cases.jurisdiction.choices.SchemeType",
        "RiskAnswer": "cases.risk.api.ANSWERS",
        "ChildAnswer": "cases.identification.forms.CHILD_CHOICES",
        "ResultEnum": "cases.legalrecord.choices.NonPunishmentResult",
        "IdentificationResult": "cases.identification.choices.IdentificationResult",
        "LookKind": "cases.look.choices.LookKind",
        "AuditTag": "audit.tags.Tag",
        "Outcome": "audit.tags.Outcome",
        "Finding": "reports.digest.choices.Finding",
        "LengthUnit": "cases.jurisdiction.choices.LengthUnit",
    },
}

CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"

DRAFT_DAYS = 30
# User names of coordinators who read the weekly digest beside the auditors. Never an administrator.
DIGEST_REVIEWERS = env.names("DIGEST_REVIEWERS")
# Texts of the printed sheet that a speaker has read, by version and language: "2026-11-es". Others say that nobody has.
CONSENT_SHEETS_READ = env.names("CONSENT_SHEETS_READ")
# How long an entry of the contact log is kept, in days; then its keys and row go, and only a number stays.
CALL_KEEP_DAYS = env.number("CALL_KEEP_DAYS", 365, low=30, high=3650)
# How long a letter that arrived, or was given up and seen, is kept in the outbox, in days. It holds no words.
MAIL_KEEP_DAYS = env.number("MAIL_KEEP_DAYS", 90, low=31, high=3650)
# How phone numbers without a country are read: its code, and what stands before national numbers ("" where nothing
# does). After a change run `manage.py rebuild_tokens`; until then numbers cannot be searched.
PHONE_COUNTRY_CODE = env.text("PHONE_COUNTRY_CODE", "32")
PHONE_TRUNK_PREFIX = env.text("PHONE_TRUNK_PREFIX", "0")
# The country in which the office works, two letters. Nationals of any other are asked until when their papers are valid.
HOME_COUNTRY = env.text("HOME_COUNTRY", "BE")
# Searches of one person within an hour; the check of a new intake counts as one.
FINDS_PER_HOUR = env.number("FINDS_PER_HOUR", 60, low=1, high=1000)
# Different cases that one person opens, and search results seen, within an hour before saying anew who it is.
CASES_PER_HOUR = env.number("CASES_PER_HOUR", 50, low=5, high=1000)
HITS_PER_HOUR = env.number("HITS_PER_HOUR", 200, low=20, high=10_000)
# Why records may be kept here: a code of `cases.consent.choices.LegalBasis`, decided by a lawyer. Unless it is
# `consent`, no screen says consent of the record.
RECORD_BASIS = env.text("RECORD_BASIS", "consent")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
