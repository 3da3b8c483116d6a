"""The sweep of alerts."""

from celery import shared_task

from audit.record import scope
from reminders.ladder.actions import raise_alerts


@shared_task(name="reminders.raise_alerts", ignore_result=True)
def sweep_alerts() -> None:
    """Every minute: raise the alerts whose time has come. Opens no case and reads no sealed field."""
    with scope(via="task", purpose="reminders.raise_alerts"):
        raise_alerts()
