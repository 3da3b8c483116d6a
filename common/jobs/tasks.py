"""The sweep: what makes the queue's memory unimportant."""

from celery import shared_task

from common.jobs.actions import send_lost_jobs


@shared_task(name="common.sweep_jobs", ignore_result=True)
def sweep_jobs() -> None:
    """Every minute: send again jobs whose message was lost or whose worker died. Reads and shows no data of persons."""
    send_lost_jobs()
