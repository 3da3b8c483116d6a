"""What gunicorn serves. Refuses to start where production would be unsafe."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.guard import refuse_unsafe_start
from config.logs import keep_errors_bland
from config.proxy import ProxyHop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
_django = get_wsgi_application()
keep_errors_bland()
refuse_unsafe_start()
application = ProxyHop(_django, getattr(settings, "PROXY_ADDRESSES", []))
