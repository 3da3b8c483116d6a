"""The web server's settings, for the demo and for production: `gunicorn -c config/gunicorn.py config.wsgi`."""

import os
import resource

from gunicorn.http import wsgi

from config.logs import LOGGING

# The header that every answer carries: which program answers is nobody's business.
wsgi.SERVER = "web"

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 5
# A worker is renewed now and then, so that nothing it may have gathered in memory stays for weeks.
max_requests = 5000
max_requests_jitter = 500
# Nobody's proxy headers are believed here; config/proxy.py decides about the configured hop.
forwarded_allow_ips = ""
# No access log: addresses of pages and people do not belong together in a file.
accesslog = None
logconfig_dict = LOGGING
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
umask = 0o077


def on_starting(server: object) -> None:
    """No core dumps: they would hold keys and opened fields."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
