"""The sweep of alerts."""

from celery import shared_task

from audit.record import scope
from common.queue import may_be_down
from reminders.ladder.actions import raise_alerts
from reminders.outbox.tasks import sweep_messages

# As long as a sweep of the beat waits: the next one does the same.
EXPIRES = 55


@shared_task(name="reminders.raise_alerts", ignore_result=True)
def sweep_alerts() -> None:
    """Every minute: raise the alerts whose time has come. Opens no case and reads no sealed field.

    What it raised is sent at once: the sweep of letters may have come a moment before, and its next is a minute away.
    """
    with scope(via="task", purpose="reminders.raise_alerts"):
        swept = raise_alerts()
    if swept.raised_count:
        with may_be_down():
            sweep_messages.apply_async(expires=EXPIRES, retry=False)
