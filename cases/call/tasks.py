"""Old entries of the contact log go by themselves."""

from celery import shared_task

from audit.record import scope
from cases.call.actions import AT_ONCE, forget_calls


@shared_task(name="cases.forget_calls", ignore_result=True)
def forget_old_calls() -> None:
    """Every night: forget entries past their time. Opens none of them; a second run finds nothing."""
    with scope(via="task", purpose="cases.forget_calls"):
        while forget_calls() == AT_ONCE:
            pass
