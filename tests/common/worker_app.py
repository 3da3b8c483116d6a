"""Daybook's worker with the tasks of the tests, on the test's own database."""

import os

from django.conf import settings

from config.celery import app

settings.DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
app.conf.imports = ("tests.common.worker_tasks",)
app.conf.beat_schedule = {}
