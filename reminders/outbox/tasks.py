"""The sweep that sends mail. It takes no arguments: whoever reads the queue learns that Daybook runs."""

from celery import shared_task

from reminders.outbox.sending import send_due_messages


@shared_task(name="reminders.sweep_messages", ignore_result=True, time_limit=110)
def sweep_messages() -> None:
    """Every minute: make the mails of the day and send what is due. Twice at once or killed anywhere, nothing is lost."""
    send_due_messages()
