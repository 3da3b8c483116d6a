"""The queue may be down: what was to be put on it stands in rows anyway, and a sweep makes up for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


@contextmanager
def may_be_down() -> Iterator[None]:
    """Put tasks on the queue in here. One that cannot be reached ends the block, is logged, and is no error."""
    try:
        yield
    except (OperationalError, OSError) as error:
        logger.warning("queue not reached: %s", type(error).__name__)
