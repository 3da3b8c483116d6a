"""Watches a process of the hunted installation from inside: whom it calls, and which files it writes.

Python's audit hooks see every socket and file that Python code opens, in libraries too, and cannot be taken off again.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.network import WayOutRefused, is_loopback

CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
OWN_NAMES = ("", "localhost", "127.0.0.1", "::1", "0.0.0.0")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(journal: Path) -> None:
    """From now on write each call and each file opened for writing into `journal`; refuse calls to other machines."""
    own = str(journal)

    def note(kind: str, what: str) -> None:
        # Opened each time: some processes close whatever they were born with.
        line_to = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(line_to, (json.dumps({"kind": kind, "what": what}) + "\n").encode())
        finally:
            os.close(line_to)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str | bytes) and path != own and (flags & WRITING or set(mode or "") & set("wax+")):
                note("write", os.fsdecode(path))
        elif event in CALLS:
            # Without an address `sendmsg` goes where the socket was connected to, which was looked at then.
            family, address = arguments[0].family, arguments[-1]
            if address is not None:
                _require(is_loopback(family, address), note, f"{address}")
        elif event in LOOK_UPS:
            name = os.fsdecode(arguments[0] or "") if isinstance(arguments[0], str | bytes | None) else ""
            _require(name in OWN_NAMES, note, name)

    sys.addaudithook(hook)


def _require(is_ours: bool, note: Any, what: str) -> None:
    note("call" if is_ours else "way out", what)
    if not is_ours:
        raise WayOutRefused(f"A process tried to reach {what}.")
