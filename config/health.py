"""Whether this process can do its work. Says yes or no and nothing else."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.models import Event
from config.faults import key_faults
from encryption.errors import NoSink
from encryption.sink import current_sink


def is_ready() -> bool:
    """The database answers, the trail can be written to, and the keys of this process are there."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT seq FROM {Event._meta.db_table} ORDER BY seq DESC LIMIT 1")  # noqa: S608
        current_sink()
    except (DatabaseError, NoSink):
        return False
    return not any(key_faults(Path(settings.KEYS_DIR), settings.KEY_PROFILE))


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok` when ready, 503 `not ready` otherwise."""
    if is_ready():
        return HttpResponse("ok", content_type="text/plain; charset=utf-8")
    return HttpResponse("not ready", status=503, content_type="text/plain; charset=utf-8")
