"""Wiring. The Celery application is made here, so that every process queues work on the same broker."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
