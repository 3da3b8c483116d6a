"""Old drafts go by themselves."""

from celery import shared_task

from audit.record import scope
from common.drafts.actions import purge_drafts


@shared_task(name="common.purge_drafts", ignore_result=True)
def purge_old_drafts() -> None:
    """Every night: drop drafts past their day. Opens none of them."""
    with scope(via="task", purpose="common.purge_drafts"):
        purge_drafts()
