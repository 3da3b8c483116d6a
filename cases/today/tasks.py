"""What is looked after at night."""

from celery import shared_task

from audit.record import scope
from cases.today.actions import adopt_ownerless


@shared_task(name="cases.adopt_dues", ignore_result=True)
def adopt_dues() -> None:
    """Every night: no due thing stays with somebody who cannot answer for it. Opens none of them."""
    with scope(via="task", purpose="cases.adopt_dues"):
        adopt_ownerless()
