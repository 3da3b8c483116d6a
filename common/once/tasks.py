"""One-time keys go by themselves."""

from celery import shared_task

from common.once.actions import purge_sent_forms


@shared_task(name="common.purge_sent_forms", ignore_result=True)
def purge_old_sent_forms() -> None:
    """Every night: forget forms that nobody can send again. They hold no text."""
    purge_sent_forms()
