"""Documents that no key opens go by themselves."""

from celery import shared_task

from audit.record import scope
from cases.document.erasing import AT_ONCE, sweep_documents


@shared_task(name="cases.sweep_documents", ignore_result=True)
def sweep_lost_documents() -> None:
    """Every night: remove documents whose key was destroyed. Opens none of them; a second run finds nothing."""
    with scope(via="task", purpose="cases.sweep_documents"):
        while sweep_documents() == AT_ONCE:
            pass
