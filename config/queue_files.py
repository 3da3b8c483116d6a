"""The queue of files, made safe for a process that is killed, or looked at, in the middle of writing.

Kombu's own transport opens a message under its final name before it fills it. A worker that takes it in that moment, or after
its writer was killed there, reads half a message, and ends as if nothing could help. Here a message gets its name when it is
whole, and what is torn all the same is thrown away: the rows are the truth, and the sweep sends the work again.
"""

import logging
import os
import time
from pathlib import Path
from typing import Any

from kombu import transport
from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps
from kombu.utils.uuid import uuid

logger = logging.getLogger(__name__)
ALIAS = "filesystem"
# Somebody else may be writing the table of an exchange right now: looked at so often, so many seconds apart.
LOOKS, APART = 20, 0.01
# Messages are read in the order of their names, so the milliseconds in them are of one length.
DIGITS = 15


class Channel(filesystem.Channel):
    """Messages appear whole, and a torn one harms nobody."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        """Write under a name that no reader takes, then rename. Raises ChannelError where that cannot be done."""
        path = Path(self.data_folder_out) / f"{round(time.monotonic() * 1000):0{DIGITS}}_{uuid()}.{queue}.msg"
        draft = path.with_name(f"{path.name}.part")
        try:
            draft.write_text(dumps(payload), encoding="utf-8")  # type: ignore[no-untyped-call]
            os.replace(draft, path)
        except OSError as error:
            raise ChannelError("Cannot add a message to the folder of the queue.") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next message. Raises queue.Empty."""
        while True:
            try:
                return super()._get(queue)  # type: ignore[no-untyped-call]
            except ValueError:
                # It was taken out of the folder before it was read, so the next look is at another.
                logger.error("a torn message was thrown away")

    def get_table(self, exchange: str) -> Any:
        """The queues of an exchange. Raises ValueError if it stays torn."""
        for _look in range(LOOKS):
            try:
                return super().get_table(exchange)  # type: ignore[no-untyped-call]
            except ValueError:
                time.sleep(APART)
        return super().get_table(exchange)  # type: ignore[no-untyped-call]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        """Name the queue in the table of the exchange; a table that was left torn is begun anew."""
        try:
            self.get_table(exchange)
        except ValueError:
            logger.error("a torn table of the queue was begun anew")
            self._exchange_file(exchange).unlink(missing_ok=True)  # type: ignore[no-untyped-call]
        super()._queue_bind(exchange, routing_key, pattern, queue)  # type: ignore[no-untyped-call]


class Transport(filesystem.Transport):
    """`filesystem://` of this installation."""

    Channel = Channel


def register() -> None:
    """Put it in the place of kombu's own."""
    transport.TRANSPORT_ALIASES[ALIAS] = f"{__name__}:Transport"
