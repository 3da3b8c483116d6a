"""The sweep that sends mail, and the one that drops it. Without arguments: the queue says only that Daybook runs."""

from celery import shared_task

from audit.record import scope
from reminders.outbox.actions import purge_messages
from reminders.outbox.sending import send_due_messages


@shared_task(name="reminders.sweep_messages", ignore_result=True, time_limit=110)
def sweep_messages() -> None:
    """Every minute: make the mails of the day and send what is due. Twice at once or killed anywhere, nothing is lost."""
    send_due_messages()


@shared_task(name="reminders.purge_messages", ignore_result=True)
def purge_old_messages() -> None:
    """Every night: drop letters that ended long ago. A second run finds nothing."""
    with scope(via="task", purpose="reminders.purge_messages"):
        while purge_messages():
            pass
