"""What is looked after at night."""

from celery import shared_task

from cases.assignment.reminding import warn_ending_grants


@shared_task(name="cases.warn_ending_grants", ignore_result=True)
def warn_of_ending_grants() -> None:
    """Every night: tell of assignments that end within fourteen days. A second run tells nobody twice."""
    warn_ending_grants()
