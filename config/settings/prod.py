"""Production: everything from the environment; a variable NAME may also come from a file named by NAME_FILE."""

from typing import Any

import dj_database_url

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import AUTH_PASSWORD_VALIDATORS, DATABASES, LOGGING, SILENCED_SYSTEM_CHECKS

PRODUCTION = True
SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")

_sqlite: Any = DATABASES["default"]["OPTIONS"]
_database: dict[str, Any] = dict(
    dj_database_url.parse(env.secret("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)
)
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {**_sqlite, **_database.get("OPTIONS", {})}
DATABASES["default"] = _database
CELERY_BROKER_URL = env.secret("REDIS_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SECURE_SSL_REDIRECT = True
# The container's own health check speaks plain http inside the container.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", True)
# The preload list publishes a host's name to the whole world, which an organisation must decide by itself.
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, *([] if SECURE_HSTS_PRELOAD else ["security.W021"])]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
MFA_TRUST_COOKIE_NAME = "__Host-known"
BROWSER_COOKIE_NAME = "__Host-browser"
MFA_TRUST_COOKIE_SECURE = True

# Addresses or networks of the proxy in front: its headers alone are believed (config/proxy.py). Empty: nobody's.
PROXY_ADDRESSES = env.names("PROXY_ADDRESSES")

AUTH_PASSWORD_VALIDATORS = [*AUTH_PASSWORD_VALIDATORS, {"NAME": "config.validators.NotTheDemoPassword"}]

LOGGING["loggers"]["daybook"]["level"] = "INFO"

PUBLIC_URL = env.text("PUBLIC_URL", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "https://localhost")

# Empty: no mail leaves, neither reminders nor links for a new password.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = env.number("EMAIL_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD", "", may_be_empty=True)
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
