"""Links that wait for nothing any more go by themselves."""

from celery import shared_task

from audit.record import scope
from cases.situation.actions import end_lost_links


@shared_task(name="cases.end_lost_links", ignore_result=True)
def end_links_of_lost_intakes() -> None:
    """Every night, after old drafts are dropped: end links whose intake is gone. A second run finds nothing."""
    with scope(via="task", purpose="cases.end_lost_links"):
        end_lost_links()
