"""The worker's application. Tasks get ids, never names; duties are database rows, so a lost message loses nothing."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init
from django.apps import apps

from config.guard import refuse_unsafe_start
from config.logs import keep_errors_bland
from config.queue_files import register

register()
app = Celery("daybook")
app.config_from_object("django.conf:settings", namespace="CELERY")


def packages_with_tasks() -> list[str]:
    """Every app, and every noun's folder inside an app, that has a `tasks.py`."""
    found = []
    for config in apps.get_app_configs():
        folder = Path(config.path)
        nested = [f"{config.name}.{path.parent.name}" for path in sorted(folder.glob("*/tasks.py"))]
        found += [config.name, *nested] if (folder / "tasks.py").exists() else nested
    return found


app.autodiscover_tasks(packages_with_tasks)
app.conf.beat_schedule = {
    # What makes the queue's memory unimportant: rows whose message was lost are sent again.
    "sweep-jobs": {"task": "common.sweep_jobs", "schedule": 60.0, "options": {"expires": 55}},
    # What is due now is alerted of; what nobody swept in time comes with the next sweep.
    "raise-alerts": {"task": "reminders.raise_alerts", "schedule": 60.0, "options": {"expires": 55}},
    # The outbox is rows as well: a sweep that is lost or killed is made up for by the next.
    "sweep-messages": {"task": "reminders.sweep_messages", "schedule": 60.0, "options": {"expires": 55}},
    "purge-imports": {"task": "cases.purge_imports", "schedule": crontab(minute=41), "options": {"expires": 1800}},
    "warn-ending-grants": {
        "task": "cases.warn_ending_grants",
        "schedule": crontab(hour=3, minute=23),
        "options": {"expires": 3600},
    },
    # Every night, so that a lost night loses nothing: a week that has its digest is left alone.
    "write-digests": {
        "task": "reports.write_digests",
        "schedule": crontab(hour=3, minute=53),
        "options": {"expires": 3600},
    },
    # An assignment or a cover that ran out ends at midnight somewhere: what is due does not wait until the morning.
    "adopt-dues": {"task": "cases.adopt_dues", "schedule": 300.0, "options": {"expires": 290}},
    "forget-calls": {
        "task": "cases.forget_calls",
        "schedule": crontab(hour=2, minute=37),
        "options": {"expires": 3600},
    },
    "sweep-documents": {
        "task": "cases.sweep_documents",
        "schedule": crontab(hour=2, minute=47),
        "options": {"expires": 3600},
    },
    "purge-drafts": {
        "task": "common.purge_drafts",
        "schedule": crontab(hour=2, minute=17),
        "options": {"expires": 3600},
    },
    "purge-messages": {
        "task": "reminders.purge_messages",
        "schedule": crontab(hour=3, minute=7),
        "options": {"expires": 3600},
    },
    # After the drafts, for an unfinished intake is one.
    "end-lost-links": {
        "task": "cases.end_lost_links",
        "schedule": crontab(hour=2, minute=47),
        "options": {"expires": 3600},
    },
    "purge-sent-forms": {
        "task": "common.purge_sent_forms",
        "schedule": crontab(hour=2, minute=27),
        "options": {"expires": 3600},
    },
}


@worker_init.connect
@beat_init.connect
def refuse(**_: Any) -> None:
    """The same refusals as the web server's, and files for its own user only."""
    os.umask(0o077)
    refuse_unsafe_start()


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Django has set up logging already; Celery's own handlers would print arguments and values."""
    keep_errors_bland()
