"""The worker's application. Tasks get ids, never names; duties are database rows, so a lost message loses nothing."""

from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

from config.guard import refuse_unsafe_start

app = Celery("daybook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse(**_: Any) -> None:
    """The same refusals as the web server's."""
    refuse_unsafe_start()


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Django has set up logging already; Celery's own handlers would print arguments and values."""
